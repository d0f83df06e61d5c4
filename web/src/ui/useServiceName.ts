import { useQuery } from "@tanstack/react-query";
import { servicesQuery } from "../api/catalogue.ts";
import { useWords } from "../l10n/WordsContext.tsx";

/** What a service is called: brands have one name, what is none is translated. */
export function useServiceName(): (code: string) => string {
  const { t, has } = useWords();
  const services = useQuery(servicesQuery).data?.items ?? [];
  return (code) => {
    const id = `service-${code}`;
    if (has(id)) return t(id);
    return services.find((it) => it.service === code)?.name ?? code;
  };
}
