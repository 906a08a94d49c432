//! Which product a sale is of, and with what margin.

use super::Traits;
use crate::company::Product;
use crate::random::{Generator, open_unit};

/// What a team sells, to new accounts or to those of its book.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assortment<'a> {
    /// Their shares sum to 1; empty where products are not told apart.
    pub products: &'a [Product],
    /// Their places among the company's names.
    pub places: &'a [usize],
}

impl Assortment<'_> {
    /// The product and the margin of a sale, and how many times as large the product makes it.
    pub fn draw(&self, product: &mut Generator, margin: &mut Generator) -> (Traits, f64) {
        let Some((place, sold)) = self.choose(product) else {
            return (Traits::NONE, 1.0);
        };
        let traits = Traits::NONE.with_name(place);
        let u = open_unit(margin);
        let traits = match &sold.margin {
            None => traits,
            Some(margin) => {
                let share = margin.is_constant().unwrap_or_else(|| margin.quantile(u));
                traits.with_margin((share * 1e6).round_ties_even() as i32)
            }
        };
        (traits, sold.size_factor)
    }

    /// A product by the products' shares, with its place.
    fn choose(&self, stream: &mut Generator) -> Option<(usize, &Product)> {
        let last = self.products.len().checked_sub(1)?;
        let mut left = open_unit(stream);
        let number = self.products.iter().position(|product| {
            left -= product.share;
            left < 0.0
        });
        let number = number.unwrap_or(last);
        Some((self.places[number], &self.products[number]))
    }
}
