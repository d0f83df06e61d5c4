import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answered, api } from "../api/client.ts";
import { useWho } from "../api/session.ts";
import { usePreferences } from "../app/Preferences.tsx";
import { isLanguage, isTheme, THEMES } from "../l10n/preferences.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { LANGUAGES } from "../l10n/words.ts";

/** Who is signed in, with language, theme, profile and the way out. */
export function AccountMenu() {
  const { t } = useWords();
  const who = useWho();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { language, theme, choose } = usePreferences();

  async function signOut() {
    await answered(api.DELETE("/api/v1/session"));
    await navigate({ to: "/sign-in" });
    // Nothing that was shown stays for whoever signs in next.
    cache.clear();
  }

  return (
    <Menu
      checkedValues={{ language: [language], theme: [theme] }}
      onCheckedValueChange={(_, { name, checkedItems: [value] }) => {
        if (name === "language" && isLanguage(value)) choose({ language: value });
        if (name === "theme" && isTheme(value)) choose({ theme: value });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="bar__account"
          appearance="subtle"
          icon={<PersonRegular />}
          aria-label={t("account-menu", { name: who?.name ?? "" })}
        >
          <span className="bar__name">{who?.name}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>
              {who === null ? "" : `${who.email} · ${t(`role-${who.role}`)}`}
            </MenuGroupHeader>
            <MenuItem onClick={() => void navigate({ to: "/profile" })}>
              {t("nav-profile")}
            </MenuItem>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t("profile-language")}</MenuGroupHeader>
            {LANGUAGES.map((it) => (
              <MenuItemRadio key={it} name="language" value={it}>
                {t(`language-${it}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t("profile-theme")}</MenuGroupHeader>
            {THEMES.map((it) => (
              <MenuItemRadio key={it} name="theme" value={it}>
                {t(`theme-${it}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem onClick={() => void signOut()}>{t("account-sign-out")}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
