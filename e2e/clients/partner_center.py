"""Reads a server with a client that was written for Microsoft Partner Center.

Usage: partner_center.py BASE_URL TOKEN CUSTOMER [EXPECTED]

The client is the PyPI package `partnercenterservices` 0.1.2, unmodified. It reads the
customers, page by page, then CUSTOMER's subscriptions, subscribed SKUs, deployment and usage,
and the partner's deployment and usage. Prints everything as JSON.

EXPECTED is a JSON file with the figures that the product's own API gives for the same days;
`-` reads it from standard input. Every part may be missing; the rows of a part must be all:

    {"customers": ["<id>"],
     "subscriptions": [{"id": "…", "quantity": 6}],
     "skus": [{"sku_id": "<guid>", "assigned": 2}],
     "deployment": [{"product": "Office 365 E3", "sold": 10, "sold_own": 6, "assigned": 2}],
     "product_usage": [{"product": "Office 365 E3", "workload": "exchange",
                        "qualified": 10, "active": 2}],
     "partner_deployment": {"sold_own": 11},
     "partner_usage": [{"workload": "exchange", "name": "Exchange", "active": 3,
                        "entitlements": 15}]}

`active` of null is unknown. A difference, or an answer that the client cannot read, ends the
script with exit code 1.
"""

import decimal
import json
import sys

from microsoft.store.partnercenterservices import MicrosoftPartnerStoreApis
from msrest.authentication import BasicTokenAuthentication

COLLECTION = "MicrosoftPartnerSdkContractsV1CollectionsResourceCollection"
ANALYTICS = COLLECTION + "MicrosoftPartnerSdkContractsAnalytics"
CODES = {"exchange": "EXO", "sharepoint": "SPO", "teams": "SFB", "d365_sales": "CRM"}
NAMES = {"teams": "Skype For Business", "d365_sales": "Microsoft Dynamics CRM"}


def fail(text):
    sys.exit(f"partner_center: {text}")


def code(workload):
    """Partner Center's code of one of our workloads."""
    return CODES.get(workload, workload.upper())


def percent(part, whole):
    """Two decimals, half away from zero; None of nothing or of something unknown."""
    if part is None or not whole:
        return None
    exact = decimal.Decimal(part) * 100 / decimal.Decimal(whole)
    return float(exact.quantize(decimal.Decimal("0.01"), rounding=decimal.ROUND_HALF_UP))


class Reader:
    """The client, and the ways around what its Swagger says wrongly."""

    def __init__(self, base_url, token):
        credentials = BasicTokenAuthentication({"access_token": token})
        self.client = MicrosoftPartnerStoreApis(credentials, base_url=base_url)
        self.client.config.retry_policy.retries = 0
        self.customer = self.client.getvversioncustomerscustomer

    def typed(self, raw, model):
        """The items of an analytics answer, which the Swagger declares as one object."""
        if raw.response.status_code != 200:
            fail(f"{raw.response.url} answered {raw.response.status_code}: {raw.response.text}")
        collection = self.client._deserialize(ANALYTICS + model, raw.response)
        if collection.total_count != len(collection.items):
            fail(f"{raw.response.url}: totalCount is not the number of items")
        return collection.items

    def customers(self):
        """All customers, two a page, by the links between the pages."""
        call = self.client.getvversioncustomersfilterfilter.value
        page = call("1", filter=None, size=2, seek_operation=None)
        customers = list(page.items)
        while page.links.next is not None:
            headers = {it.key: it.value for it in page.links.next.headers}
            page = call("1", filter=None, size=2, seek_operation="next", custom_headers=headers)
            customers += page.items
        return customers

    def everything(self, customer):
        """What the client reads, in plain values."""
        subscriptions = self.customer.value9(customer, "1", order_id=None, mpn_id=None)
        skus = self.customer.value4(customer, "1", license_group_ids=["group1"])
        if subscriptions is None or skus is None:
            fail(f"customer {customer} is not known")
        deployment = self.customer.idanalyticslicensesdeployment(customer, "1", raw=True)
        usage = self.customer.idanalyticslicensesusage(customer, "1", raw=True)
        partner_deployment = self.client.getvversionanalyticslicensesdeployment("1", raw=True)
        partner_usage = self.client.getvversionanalyticslicensesusage("1", raw=True)
        return {
            "customers": [
                {"id": it.id, "name": it.company_profile.company_name} for it in self.customers()
            ],
            "subscriptions": [
                {"id": it.id, "offer": it.offer_name, "quantity": it.quantity}
                for it in subscriptions.items
            ],
            "skus": [
                {
                    "sku_id": it.product_sku.id,
                    "active_units": it.active_units,
                    "total_units": it.total_units,
                    "consumed_units": it.consumed_units,
                }
                for it in skus.items
            ],
            "deployment": [
                {
                    "product": it.product_name,
                    "channel": it.channel,
                    "sold": it.licenses_sold,
                    "deployed": it.licenses_deployed,
                    "percent": it.deployment_percent,
                    "day": it.processed_date_time.date().isoformat(),
                }
                for it in self.typed(deployment, "CustomerLicensesDeploymentInsights")
            ],
            "usage": [
                {
                    "product": it.product_name,
                    "workload": it.workload_code,
                    "active": it.licenses_active,
                    "qualified": it.licenses_qualified,
                    "percent": it.usage_percent,
                    "day": it.processed_date_time.date().isoformat(),
                }
                for it in self.typed(usage, "CustomerLicensesUsageInsights")
            ],
            "partner_deployment": [
                {
                    "service": it.service_name,
                    "channel": it.channel,
                    "sold": it.licenses_sold,
                    "percent": it.prorated_deployment_percent,
                }
                for it in self.typed(partner_deployment, "PartnerLicensesDeploymentInsights")
            ],
            "partner_usage": [
                {
                    "service": it.service_name,
                    "workload": it.workload_name,
                    "percent": it.prorated_licenses_usage_percent,
                }
                for it in self.typed(partner_usage, "PartnerLicensesUsageInsights")
            ],
        }


def told(read):
    """What was read, in the parts and the words of what is expected."""
    return {
        "customers": sorted(it["id"] for it in read["customers"]),
        "subscriptions": {it["id"]: it["quantity"] for it in read["subscriptions"]},
        "skus": {it["sku_id"]: it["consumed_units"] for it in read["skus"]},
        "deployment": {
            it["product"]: (it["sold"], it["deployed"], it["percent"])
            for it in read["deployment"]
        },
        "product_usage": {
            (it["product"], it["workload"]): (it["active"], it["qualified"], it["percent"])
            for it in read["usage"]
        },
        "partner_deployment": sum(
            it["sold"] for it in read["partner_deployment"] if it["channel"] == "reseller"
        ),
        "partner_usage": {it["workload"]: it["percent"] for it in read["partner_usage"]},
    }


def wanted(expected):
    """What is expected, in the same words."""
    parts = {
        "customers": sorted,
        "subscriptions": lambda rows: {it["id"]: it["quantity"] for it in rows},
        "skus": lambda rows: {it["sku_id"]: it["assigned"] for it in rows},
        "deployment": lambda rows: {
            it["product"].upper(): (
                # Only others sold it: the row is theirs.
                it["sold_own"] or it["sold"],
                it["assigned"],
                percent(it["assigned"], it["sold"]),
            )
            for it in rows
        },
        "product_usage": lambda rows: {
            (it["product"].upper(), code(it["workload"])): (
                it["active"],
                it["qualified"],
                percent(it["active"], it["qualified"]),
            )
            for it in rows
        },
        "partner_deployment": lambda it: it["sold_own"],
        "partner_usage": lambda rows: {
            NAMES.get(it["workload"], it["name"]): percent(it["active"], it["entitlements"])
            for it in rows
        },
    }
    unknown = set(expected) - set(parts)
    if unknown:
        fail(f"nothing is read to compare with {', '.join(sorted(unknown))}")
    return {part: parts[part](value) for part, value in expected.items()}


def main(base_url, token, customer, expected=None):
    read = Reader(base_url, token).everything(customer)
    json.dump(read, sys.stdout, indent=1)
    print()
    if expected is None:
        return
    with sys.stdin if expected == "-" else open(expected, encoding="utf-8") as file:
        parts = wanted(json.load(file))
    answer = told(read)
    wrong = [part for part, value in parts.items() if answer[part] != value]
    for part in wrong:
        print(f"{part}: read {answer[part]}, expected {parts[part]}", file=sys.stderr)
    if wrong:
        fail(f"differs from the product's own API: {', '.join(wrong)}")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        fail(__doc__)
    main(*sys.argv[1:])
