import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { customersQuery } from "../../api/insights.ts";
import { useMay } from "../../api/session.ts";
import { filterOf, viewOf } from "../../app/search.ts";
import { ExportButton } from "../../exporting/ExportButton.tsx";
import { FilterBar } from "../../filters/FilterBar.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { type Named, toggled } from "../../steps/named.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { BandChip } from "./BandChip.tsx";
import { ChosenCustomers } from "./ChosenCustomers.tsx";
import { ColumnChoice } from "./ColumnChoice.tsx";
import { CustomersGrid } from "./CustomersGrid.tsx";
import { chosenColumns } from "./columns.ts";
import { SavedViews } from "./SavedViews.tsx";
import { SearchField } from "./SearchField.tsx";
import { PAGE } from "./usePages.ts";
import "./customers.css";

/** All customers that the reader may see, with their figures on the day. */
export default function CustomersPage() {
  const { t } = useWords();
  const search = useSearch({ from: "/shell/customers" });
  const filter = filterOf({ ...search });
  const asked = {
    ...viewOf({ ...search }),
    ...filter,
    ...(search.search && { search: search.search }),
    ...(search.sort && { sort: search.sort }),
    ...(search.direction && { direction: search.direction }),
    ...(search.band_of && { band_of: search.band_of }),
    ...(search.bands && { bands: search.bands }),
  };
  const columns = chosenColumns(search.columns);
  const mayChoose = [useMay("act"), useMay("export")].includes(true);
  const [chosen, choose] = useState<readonly Named[]>([]);
  const first = useQuery(customersQuery(asked, 0, PAGE)).data;
  return (
    <>
      <PageHeader
        title={t("nav-customers")}
        actions={
          first && <ExportButton day={first.day} customers={chosen.map((it) => it.customer_id)} />
        }
      />
      <div className="list-tools">
        <SearchField search={search.search ?? ""} />
        <FilterBar filter={filter} />
        <ColumnChoice columns={columns} />
        <SavedViews search={search} />
        <p className="list-tools__count" role="status">
          {first && t("unit-customers", { count: first.total })}
        </p>
        {mayChoose && <ChosenCustomers chosen={chosen} onClear={() => choose([])} />}
      </div>
      {search.bands !== undefined && (
        <BandChip bands={search.bands} of={search.band_of ?? "covered_percent"} />
      )}
      <CustomersGrid
        asked={asked}
        search={search}
        columns={columns}
        chosen={chosen}
        onChoose={mayChoose ? (it) => choose((before) => toggled(before, it)) : undefined}
      />
    </>
  );
}
