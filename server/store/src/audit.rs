//! For those who judge the store: a second node on the same database, and the rows as they stand.
//!
//! The tests that run the simulator over the real database look at it this way and not through what
//! they judge. The product calls none of it: a statement here goes past the one write path.

use crate::Store;
use crate::error::StoreError;
use std::sync::Arc;
use surrealdb_types::{Value, Variables};

impl Store {
    /// Another node on the same database, with nothing in memory yet. [`Store::close`] of either
    /// closes it for both.
    pub async fn another_node(&self) -> Result<Self, StoreError> {
        Self::on(Arc::clone(&self.database)).await
    }

    /// What each of these statements answers, as it stands in the database.
    pub async fn audit(&self, statements: &str) -> Result<Vec<serde_json::Value>, StoreError> {
        let mut results = self.database.query(statements, Variables::new()).await?;
        let mut answers = vec![];
        for place in 0..results.num_statements() {
            let answer: Value = results.take(place)?;
            answers.push(answer.into_json_value());
        }
        Ok(answers)
    }
}
