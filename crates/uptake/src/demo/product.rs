//! What the customers of the demo buy, and what people do with it.
//!
//! What a product contains is the catalogue's to say. Prices are invented.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use uptake_model::{Catalogue, Guid, SkuRef};

/// A product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Product {
    BusinessBasic,
    BusinessStandard,
    BusinessPremium,
    AppsForBusiness,
    ExchangePlan1,
    E1,
    F3,
    E3,
    E5,
    Copilot,
    PowerBi,
    Project,
    Visio,
    Sales,
    CustomerService,
    BusinessCentral,
    TeamsRooms,
    FlowFree,
    /// A product that no catalogue knows.
    Unmapped,
}

impl Product {
    pub(super) const ALL: [Self; 19] = [
        Self::BusinessBasic,
        Self::BusinessStandard,
        Self::BusinessPremium,
        Self::AppsForBusiness,
        Self::ExchangePlan1,
        Self::E1,
        Self::F3,
        Self::E3,
        Self::E5,
        Self::Copilot,
        Self::PowerBi,
        Self::Project,
        Self::Visio,
        Self::Sales,
        Self::CustomerService,
        Self::BusinessCentral,
        Self::TeamsRooms,
        Self::FlowFree,
        Self::Unmapped,
    ];

    /// The part number, and the price of a seat and month in hundredths.
    fn listed(self) -> (&'static str, u32) {
        match self {
            Self::BusinessBasic => ("O365_BUSINESS_ESSENTIALS", 560),
            Self::BusinessStandard => ("O365_BUSINESS_PREMIUM", 1_170),
            Self::BusinessPremium => ("SPB", 2_060),
            Self::AppsForBusiness => ("O365_BUSINESS", 980),
            Self::ExchangePlan1 => ("EXCHANGESTANDARD", 370),
            Self::E1 => ("STANDARDPACK", 930),
            Self::F3 => ("SPE_F1", 750),
            Self::E3 => ("SPE_E3", 3_570),
            Self::E5 => ("SPE_E5", 5_670),
            Self::Copilot => ("Microsoft_365_Copilot", 2_810),
            Self::PowerBi => ("POWER_BI_PRO", 1_310),
            Self::Project => ("PROJECTPROFESSIONAL", 2_810),
            Self::Visio => ("VISIOCLIENT", 1_400),
            Self::Sales => ("DYN365_ENTERPRISE_SALES", 9_830),
            Self::CustomerService => ("DYN365_ENTERPRISE_CUSTOMER_SERVICE", 9_830),
            Self::BusinessCentral => ("DYN365_BUSCENTRAL_ESSENTIAL", 6_550),
            Self::TeamsRooms => ("Microsoft_Teams_Rooms_Pro", 3_740),
            Self::FlowFree => ("FLOW_FREE", 0),
            Self::Unmapped => ("FIELD_TOOLKIT_2027", 1_250),
        }
    }

    /// The part number.
    pub(super) fn part_number(self) -> &'static str {
        self.listed().0
    }

    /// The price of a seat and month in hundredths; `None` of what is free.
    pub(super) fn price_cents(self) -> Option<u32> {
        Some(self.listed().1).filter(|it| *it > 0)
    }
}

/// What the catalogue says about the products.
pub(super) struct Shelf(BTreeMap<Product, Listing>);

/// What the catalogue says about one product.
pub(super) struct Listing {
    pub(super) id: Guid,
    pub(super) name: String,
    /// The workloads that its holder gets with it, add-ons left out.
    pub(super) base: Vec<String>,
}

impl Shelf {
    /// Looks the products up. All but the unmapped one must be there.
    pub(super) fn stocked(catalogue: &Catalogue) -> Result<Self> {
        let mut shelf = BTreeMap::new();
        for product in Product::ALL.into_iter().filter(|it| *it != Product::Unmapped) {
            let part_number = product.part_number();
            let sku = catalogue.sku(&SkuRef::from(part_number));
            let sku = sku.with_context(|| format!("the catalogue has no SKU `{part_number}`"))?;
            let base = sku.base.iter().map(ToString::to_string).collect();
            shelf.insert(product, Listing { id: sku.id, name: sku.name.clone(), base });
        }
        Ok(Self(shelf))
    }

    /// What the catalogue says; `None` of the unmapped product.
    pub(super) fn listing(&self, product: Product) -> Option<&Listing> {
        self.0.get(&product)
    }

    /// Whether the product gives its holder this workload.
    pub(super) fn gives(&self, product: Product, workload: &str) -> bool {
        self.listing(product).is_some_and(|it| it.base.iter().any(|code| code == workload))
    }
}

/// How people use a workload that they have.
pub(super) struct Habit {
    pub(super) workload: &'static str,
    /// The share of people who use it at all, at an ordinary customer.
    pub(super) adoption: f64,
    /// On how many of a user's working days there is activity.
    pub(super) rate: f32,
}

const fn habit(workload: &'static str, adoption: f64, rate: f32) -> Habit {
    Habit { workload, adoption, rate }
}

/// The habits by workload: the order of rows in the activity files.
pub(super) const HABITS: [Habit; 14] = [
    habit("d365_business_central", 0.88, 0.75),
    habit("d365_customer_service", 0.85, 0.7),
    habit("d365_sales", 0.72, 0.55),
    habit("exchange", 0.95, 0.88),
    habit("m365_copilot", 0.55, 0.4),
    habit("office_apps", 0.85, 0.68),
    habit("onedrive", 0.66, 0.45),
    habit("power_automate", 0.3, 0.08),
    habit("power_bi", 0.68, 0.3),
    habit("project", 0.55, 0.25),
    habit("sharepoint", 0.62, 0.33),
    habit("teams", 0.82, 0.72),
    habit("visio", 0.45, 0.1),
    habit("yammer", 0.14, 0.12),
];
