//! Albers equal-area conic projection on the sphere, with the standard parallels that maps of
//! Russia use, 52° and 64° N (Snyder, Map Projections: A Working Manual, USGS 1987, §14).
//!
//! A municipality is some tens of kilometres wide: the sphere is exact to less than a mark.

use crate::geometry::Point;
use opora_domain::Place;

/// Mean radius of the Earth, km.
const EARTH_RADIUS_KM: f64 = 6371.0;
const RADIANS: f64 = std::f64::consts::PI / 180.0;
const STANDARD_PARALLELS: (f64, f64) = (52.0, 64.0);

/// The projection round one point, so that north is up there.
pub struct Albers {
    n: f64,
    c: f64,
    rho_origin: f64,
    meridian: f64,
}

impl Albers {
    pub fn around(origin: Place) -> Self {
        let (first, second) = (
            libm::sin(STANDARD_PARALLELS.0 * RADIANS),
            libm::sin(STANDARD_PARALLELS.1 * RADIANS),
        );
        let n = (first + second) / 2.0;
        let c = 1.0 - first * first + 2.0 * n * first;
        let mut albers = Albers {
            n,
            c,
            rho_origin: 0.0,
            meridian: origin.longitude,
        };
        albers.rho_origin = albers.rho(origin.latitude);
        albers
    }

    /// Kilometres east and south of the origin.
    pub fn project(&self, place: Place) -> Point {
        let mut east = place.longitude - self.meridian;
        // Chukotka lies on both sides of the 180th meridian.
        if east > 180.0 {
            east -= 360.0;
        } else if east < -180.0 {
            east += 360.0;
        }
        let theta = self.n * east * RADIANS;
        let rho = self.rho(place.latitude);
        (
            rho * libm::sin(theta),
            rho * libm::cos(theta) - self.rho_origin,
        )
    }

    fn rho(&self, latitude: f64) -> f64 {
        let inside = self.c - 2.0 * self.n * libm::sin(latitude * RADIANS);
        EARTH_RADIUS_KM * f64::sqrt(inside.max(0.0)) / self.n
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(latitude: f64, longitude: f64) -> Place {
        Place {
            latitude,
            longitude,
            accuracy: None,
        }
    }

    #[test]
    fn north_is_up_and_areas_are_right() {
        let yartsevo = place(55.066, 32.696);
        let albers = Albers::around(yartsevo);
        let origin = albers.project(yartsevo);
        assert!(origin.0.abs() < 1e-9 && origin.1.abs() < 1e-9);
        let north = albers.project(place(55.166, 32.696));
        let east = albers.project(place(55.066, 32.796));
        assert!(north.1 < 0.0 && north.0.abs() < 1e-9);
        // A tenth of a degree: 11.12 km along the meridian, 6.37 km along the parallel.
        let area = -north.1 * east.0;
        assert!((area - 11.1195 * 6.3671).abs() < 0.2, "{area}");
    }

    #[test]
    fn the_180th_meridian_is_no_edge() {
        let albers = Albers::around(place(66.0, 179.9));
        let over = albers.project(place(66.0, -179.9));
        assert!(over.0 > 0.0 && over.0 < 20.0, "{over:?}");
    }
}
