import { Field, Input, Select } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addCatalogue, servicesQuery } from "../../api/catalogue.ts";
import { INSIGHTS } from "../../api/insights.ts";
import { versionQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { FormModal } from "../../ui/FormModal.tsx";
import { useServiceName } from "../../ui/useServiceName.ts";
import { CLASSES, type Found, type Product, productText } from "./productText.ts";
import { WorkloadChoice } from "./WorkloadChoice.tsx";

interface Properties {
  readonly found: Found;
  readonly onClose: () => void;
}

/** Describes a product to the catalogue: what it is, and which workloads it gives. */
export function ProductDialog({ found, onClose }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const service = useServiceName();
  const services = useQuery(servicesQuery).data?.items ?? [];
  const [product, setProduct] = useState<Product>({
    ...found,
    service: "office365",
    class: "paid",
    base: [],
    addon: [],
  });
  const change = (part: Partial<Product>) => setProduct((before) => ({ ...before, ...part }));
  const add = useMutation({
    mutationFn: () => addCatalogue(`${product.part_number}.toml`, productText(product)),
    onSuccess: async () => {
      // Every figure is made anew with the product.
      await cache.invalidateQueries({ queryKey: [INSIGHTS] });
      await cache.invalidateQueries(versionQuery);
      onClose();
    },
  });
  const text = (key: "id" | "part_number" | "name", hint?: string) => (
    <Field label={t(`product-${key}`)} required {...(hint !== undefined && { hint: t(hint) })}>
      <Input value={product[key]} onChange={(_, { value }) => change({ [key]: value })} />
    </Field>
  );
  return (
    <FormModal
      title={t("product-add")}
      action={t("product-add")}
      isPending={add.isPending}
      error={add.error}
      onSend={add.mutate}
      onClose={onClose}
    >
      <p className="quiet">{t("product-add-text")}</p>
      {text("name")}
      {text("part_number")}
      {text("id", "product-id-hint")}
      <Field label={t("dimension-service")}>
        <Select
          value={product.service}
          onChange={(_, { value }) => change({ service: value, base: [], addon: [] })}
        >
          {services.map((it) => (
            <option key={it.service} value={it.service}>
              {service(it.service)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("column-sku-class")} hint={t(`class-text-${product.class}`)}>
        <Select value={product.class} onChange={(_, { value }) => change({ class: value })}>
          {CLASSES.map((it) => (
            <option key={it} value={it}>
              {t(`class-${it}`)}
            </option>
          ))}
        </Select>
      </Field>
      <WorkloadChoice base={product.base} addon={product.addon} onChange={change} />
      {add.isPending && <p role="status">{t("product-adding")}</p>}
    </FormModal>
  );
}
