//! Exact decimals.

use std::cmp::Ordering;

/// An exact decimal: `mantissa` × 10^-`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits.
    pub mantissa: i128,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// The whole number, where it is one that fits.
    ///
    /// ```
    /// use jikenbo_text::numbers::Decimal;
    /// assert_eq!(Decimal { mantissa: 150, scale: 1 }.whole(), Some(15));
    /// assert_eq!(Decimal { mantissa: 15, scale: 1 }.whole(), None);
    /// ```
    pub fn whole(self) -> Option<u64> {
        if self.scale == 0 {
            return u64::try_from(self.mantissa).ok();
        }
        let by = 10i128.checked_pow(u32::from(self.scale))?;
        (self.mantissa % by == 0).then_some(self.mantissa / by).and_then(|n| u64::try_from(n).ok())
    }

    /// The whole number `mantissa`.
    pub(super) const fn of(mantissa: i128) -> Self {
        Self { mantissa, scale: 0 }
    }

    /// Times 10^`power`; `None` where it does not fit.
    pub(super) fn shift(self, power: u32) -> Option<Self> {
        if power == 0 {
            return Some(self);
        }
        let behind = u32::from(self.scale);
        let mantissa = self.mantissa.checked_mul(10i128.checked_pow(power.saturating_sub(behind))?)?;
        Some(Self { mantissa, scale: u8::try_from(behind.saturating_sub(power)).ok()? })
    }

    /// The sum; `None` where it does not fit.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let mantissa = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Self { mantissa, scale })
    }

    /// With the other sign.
    pub(super) const fn negated(self) -> Self {
        Self { mantissa: self.mantissa.saturating_neg(), scale: self.scale }
    }

    /// Whether it is less than 10^`power`.
    pub(super) fn is_below(self, power: u32) -> bool {
        // The common case; 10^10 is above any u32.
        if power >= 10 && self.mantissa <= i128::from(u32::MAX) {
            return true;
        }
        let limit = 10i128.checked_pow(power.saturating_add(u32::from(self.scale)));
        limit.is_none_or(|limit| self.mantissa < limit)
    }

    /// Their order; `None` where one of them is too large to tell.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        let scale = self.scale.max(other.scale);
        Some(self.at_scale(scale)?.cmp(&other.at_scale(scale)?))
    }

    fn at_scale(self, scale: u8) -> Option<i128> {
        if scale == self.scale {
            return Some(self.mantissa);
        }
        self.mantissa.checked_mul(10i128.checked_pow(u32::from(scale.checked_sub(self.scale)?))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic() {
        let half = Decimal { mantissa: 15, scale: 1 };
        assert_eq!(half.shift(4), Some(Decimal::of(15000)));
        assert_eq!(half.plus(Decimal::of(2)), Some(Decimal { mantissa: 35, scale: 1 }));
        assert!(half.is_below(1) && !half.is_below(0));
        assert_eq!(half.order(Decimal::of(1)), Some(Ordering::Greater));
        assert_eq!(Decimal::of(i128::MAX).shift(1), None);
        assert_eq!(Decimal::of(i128::MAX).plus(Decimal::of(1)), None);
    }
}
