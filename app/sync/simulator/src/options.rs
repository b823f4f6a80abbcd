//! What a seed decides before a schedule starts: who takes part, and which faults happen how
//! often. Each kind of fault is absent in some schedules, so that rare ones meet undisturbed.

use crate::random::Random;

/// A schedule's circumstances.
#[derive(Clone, Debug)]
pub struct Options {
    pub steps: usize,
    pub devices: Vec<DeviceOptions>,
    /// Per node: does it still run the program that knows protocol 1 only?
    pub nodes_older: Vec<bool>,
    /// Most records of a page.
    pub page_records_max: usize,
    pub faults: Faults,
}

#[derive(Clone, Debug)]
pub struct DeviceOptions {
    pub account: usize,
    /// Speaks the JSON of protocol 1 until it is updated.
    pub is_older: bool,
    /// How far its clock is off, in years.
    pub skew_years: i64,
}

/// How often something happens, in cases of a thousand.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    pub drop: u32,
    pub double: u32,
    pub time_out: u32,
    pub device_crash: u32,
    pub crash_before_store: u32,
    pub node_crash: u32,
    pub role_change: u32,
    pub compaction: u32,
    pub backup: u32,
    pub restore: u32,
    pub carry: u32,
    pub sign_out: u32,
    /// A node cannot look up the lines that a push names.
    pub lines_missing: u32,
}

/// The accounts of [`crate::world`], by place: two coordinators, editors of schools 1 to 3.
pub const ACCOUNTS: usize = 5;

impl Options {
    pub fn draw(seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0x6f70_6f72_6121);
        let device_count = 2 + random.below(5);
        let has_older = random.one_in(4);
        let shares_accounts = random.one_in(3);
        let accounts = if shares_accounts { 2 } else { ACCOUNTS };
        let first = random.below(ACCOUNTS);
        let devices = (0..device_count)
            .map(|_| DeviceOptions {
                account: (first + random.below(accounts)) % ACCOUNTS,
                is_older: has_older && random.one_in(2),
                skew_years: random.below(21) as i64 - 10,
            })
            .collect::<Vec<_>>();
        let node_count = 1 + random.below(3);
        let has_older_nodes = random.one_in(4);
        let nodes_older = (0..node_count)
            .map(|_| has_older_nodes && random.one_in(2))
            .collect();
        let mut rate = |most: usize| match random.below(3) {
            0 => 0,
            1 => 1 + random.below(most / 4 + 1) as u32,
            _ => 1 + random.below(most) as u32,
        };
        let mut faults = Faults {
            drop: rate(60),
            double: rate(80),
            // The shell always gives up at some time.
            time_out: 15 + rate(60),
            device_crash: rate(60),
            crash_before_store: rate(150),
            node_crash: rate(40),
            role_change: rate(40),
            compaction: rate(30),
            backup: rate(40),
            restore: rate(25),
            carry: rate(40),
            sign_out: rate(20),
            lines_missing: rate(60),
        };
        if devices.iter().any(|device| device.is_older) {
            // Protocol 1 cannot say which life of the database it has talked to: a restored
            // district has to ask such devices to update first. That is not simulated.
            faults.restore = 0;
        }
        Options {
            steps: 60 + random.below(160),
            devices,
            nodes_older,
            page_records_max: match random.below(3) {
                0 => 3,
                1 => 4 + random.below(12),
                _ => 500,
            },
            faults,
        }
    }
}
