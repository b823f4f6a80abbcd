//! A network laid out once, to be shown through many filters.
//!
//! Laying out costs a hundred times what a scene costs: keep an arrangement for as long as the
//! data, the view and the status asked for stay the same.

use crate::filter::{Filter, StatusFilter, View};
use crate::geography;
use crate::layout::{FormerLayout, Layout, layout_by_name};
use crate::network_graph::NetworkGraph;
use crate::question::{Answer, Asked};
use crate::scene::Scene;
use opora_domain::Place;

/// Positions of everything that is open or has the status asked for. Hiding roles, families and
/// subjects moves nobody.
#[derive(Clone, Debug)]
pub struct Arrangement {
    graph: NetworkGraph,
    layout: Layout,
    status: StatusFilter,
    view: View,
}

impl Arrangement {
    /// Lays the network out as the filter's view and status ask. `centre` is the main town of the
    /// municipality, for the map.
    pub fn new(whole: &NetworkGraph, filter: &Filter, centre: Option<Place>) -> Self {
        let graph = Self::standing_in(whole, filter);
        let layout = match filter.view {
            View::Network => layout_by_name(&graph),
            View::Map => geography::place(&graph, centre),
        };
        Arrangement {
            graph,
            layout,
            status: filter.status,
            view: filter.view,
        }
    }

    /// The same where the large layout is at hand, from where the version before had everybody.
    /// Tells where everybody stands for the version after; the map needs no telling.
    pub fn following(
        whole: &NetworkGraph,
        filter: &Filter,
        centre: Option<Place>,
        former: Option<&FormerLayout>,
    ) -> (Self, Option<FormerLayout>) {
        if filter.view == View::Map {
            return (Self::new(whole, filter, centre), None);
        }
        let graph = Self::standing_in(whole, filter);
        let former = FormerLayout::following(&graph, former);
        let arrangement = Arrangement {
            graph,
            layout: former.layout().clone(),
            status: filter.status,
            view: filter.view,
        };
        (arrangement, Some(former))
    }

    /// Everything that is open or has the status asked for.
    fn standing_in(whole: &NetworkGraph, filter: &Filter) -> NetworkGraph {
        whole.part(
            |_| true,
            |each| filter.status.lets_through(each.status) || each.status.is_open(),
        )
    }

    /// The filter asks for what this arrangement was made for.
    pub fn suits(&self, filter: &Filter) -> bool {
        self.status == filter.status && self.view == filter.view
    }

    /// What the filter shows, if this arrangement suits it.
    pub fn scene(&self, filter: &Filter) -> Option<Scene> {
        self.suits(filter)
            .then(|| self.scene_of(&self.graph.filtered(filter)))
    }

    /// What an address asks to see, if this arrangement is that of [`Asked::stands_in`].
    pub fn scene_asked(&self, asked: &Asked, answer: Option<&Answer>) -> Option<Scene> {
        match answer {
            Some(answer) if self.suits(&asked.stands_in()) => Some(self.scene_of(&answer.graph)),
            Some(_) => None,
            None => self.scene(&asked.filter),
        }
    }

    /// The scene of any state of the network whose organisations all stand here: nobody moves.
    pub fn scene_of(&self, state: &NetworkGraph) -> Scene {
        let layout = self.layout.restricted(&self.graph, state);
        Scene::of(state, &layout, self.view)
    }
}
