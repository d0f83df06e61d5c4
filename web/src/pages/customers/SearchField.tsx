import { Input } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useEffect, useState } from "react";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

/** The server is asked once the reader pauses. */
const PAUSE = 250;

/** Searches by a piece of name, domain or id; it stands in the address. */
export function SearchField({ search }: { readonly search: string }) {
  const { t } = useWords();
  const change = useSearchChange();
  const [text, setText] = useState(search);
  const [shown, setShown] = useState(search);
  if (search !== shown) {
    // The address changed by itself: somebody went back, or opened a saved view.
    setShown(search);
    setText(search);
  }
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => {
      setShown(text);
      change({ search: text }, "replaces");
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text, search, change]);
  return (
    <Input
      className="list-tools__search"
      type="search"
      contentBefore={<SearchRegular />}
      aria-label={t("customers-search")}
      placeholder={t("customers-search")}
      value={text}
      maxLength={200}
      onChange={(_, { value }) => setText(value)}
    />
  );
}
