import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { type Permission, whoQuery } from "../api/session.ts";
import { Shell } from "../shell/Shell.tsx";
import { NotFound } from "../ui/NotFound.tsx";
import { PageFailed } from "../ui/PageFailed.tsx";
import { PageLoading } from "../ui/PageLoading.tsx";
import { customerSearch, customersSearch, portfolioSearch } from "./pageSearch.ts";
import { parseSearch, stringifySearch, textOf, viewOf } from "./search.ts";
import { actionsSearch, growthSearch, recommendationsSearch } from "./stepsSearch.ts";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The message that names the page. */
    readonly title?: string;
    /** What it takes to see the page. */
    readonly permission?: Permission;
    /** Whether the page shows one day of one seller scope, to be chosen above it. */
    readonly hasView?: boolean;
  }
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

const root = createRootRouteWithContext<{ readonly cache: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (raw): { return_to?: string; problem?: string } => {
    const [back, problem] = [textOf(raw, "return_to"), textOf(raw, "problem")];
    return { ...(back && { return_to: back }), ...(problem && { problem }) };
  },
  component: lazyRouteComponent(() => import("../pages/sign-in/SignInPage.tsx")),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("../pages/sign-in/SetUpPage.tsx")),
});
const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(() => import("../pages/sign-in/LinkPage.tsx")),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const who = await context.cache.ensureQueryData(whoQuery);
    if (who !== null) return;
    const return_to = location.href;
    throw redirect({ to: "/sign-in", search: return_to === "/" ? {} : { return_to } });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: ({ context }) => {
    const who = context.cache.getQueryData(whoQuery.queryKey);
    const seesInsights = who?.permissions.includes("read_insights") ?? false;
    throw redirect({ to: seesInsights ? "/portfolio" : "/about", replace: true });
  },
});
const portfolio = createRoute({
  getParentRoute: () => shell,
  path: "/portfolio",
  validateSearch: portfolioSearch,
  staticData: { title: "nav-portfolio", permission: "read_insights", hasView: true },
  component: lazyRouteComponent(() => import("../pages/portfolio/PortfolioPage.tsx")),
});
const customers = createRoute({
  getParentRoute: () => shell,
  path: "/customers",
  validateSearch: customersSearch,
  staticData: { title: "nav-customers", permission: "read_insights", hasView: true },
  component: lazyRouteComponent(() => import("../pages/customers/CustomersPage.tsx")),
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: "/customers/$customerId",
  validateSearch: customerSearch,
  staticData: { title: "nav-customer", permission: "read_insights", hasView: true },
  component: lazyRouteComponent(() => import("../pages/customer/CustomerPage.tsx")),
});
const growth = createRoute({
  getParentRoute: () => shell,
  path: "/growth",
  validateSearch: growthSearch,
  staticData: { title: "nav-growth", permission: "read_insights", hasView: true },
  component: lazyRouteComponent(() => import("../pages/growth/GrowthPage.tsx")),
});
const recommendations = createRoute({
  getParentRoute: () => shell,
  path: "/recommendations",
  validateSearch: recommendationsSearch,
  staticData: { title: "nav-recommendations", permission: "read_insights" },
  component: lazyRouteComponent(() => import("../pages/recommendations/RecommendationsPage.tsx")),
});
const actions = createRoute({
  getParentRoute: () => shell,
  path: "/actions",
  validateSearch: actionsSearch,
  staticData: { title: "nav-actions", permission: "read_insights" },
  component: lazyRouteComponent(() => import("../pages/actions/ActionsPage.tsx")),
});
const plays = createRoute({
  getParentRoute: () => shell,
  path: "/plays",
  staticData: { title: "nav-plays", permission: "read_insights" },
  component: lazyRouteComponent(() => import("../pages/plays/PlaysPage.tsx")),
});
const play = createRoute({
  getParentRoute: () => shell,
  path: "/plays/$play",
  staticData: { title: "nav-plays", permission: "read_insights" },
  component: lazyRouteComponent(() => import("../pages/plays/PlayPage.tsx")),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: "/imports",
  validateSearch: (raw): { job?: string } => {
    const job = textOf(raw, "job");
    return job !== undefined && /^[\da-f-]{36}$/.test(job) ? { job } : {};
  },
  staticData: { title: "nav-imports", permission: "import" },
  component: lazyRouteComponent(() => import("../pages/imports/ImportsPage.tsx")),
});
const exports = createRoute({
  getParentRoute: () => shell,
  path: "/exports",
  validateSearch: viewOf,
  staticData: { title: "nav-exports", permission: "export" },
  component: lazyRouteComponent(() => import("../pages/exports/ExportsPage.tsx")),
});
const catalogue = createRoute({
  getParentRoute: () => shell,
  path: "/catalogue",
  validateSearch: (raw): { search?: string; service?: string } => {
    const [search, service] = [textOf(raw, "search"), textOf(raw, "service")];
    return { ...(search && { search }), ...(service && { service }) };
  },
  staticData: { title: "nav-catalogue", permission: "read_insights" },
  component: lazyRouteComponent(() => import("../pages/catalogue/CataloguePage.tsx")),
});
const members = createRoute({
  getParentRoute: () => shell,
  path: "/members",
  staticData: { title: "nav-members", permission: "manage_members" },
  component: lazyRouteComponent(() => import("../pages/members/MembersPage.tsx")),
});
const tokens = createRoute({
  getParentRoute: () => shell,
  path: "/tokens",
  staticData: { title: "nav-tokens", permission: "make_tokens" },
  component: lazyRouteComponent(() => import("../pages/tokens/TokensPage.tsx")),
});
const webhooks = createRoute({
  getParentRoute: () => shell,
  path: "/webhooks",
  staticData: { title: "nav-webhooks", permission: "manage_plays" },
  component: lazyRouteComponent(() => import("../pages/webhooks/WebhooksPage.tsx")),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: "/audit",
  validateSearch: (raw): { action?: string; outcome?: string; actor?: string } => {
    const [action, actor] = [textOf(raw, "action"), textOf(raw, "actor")];
    const outcome = textOf(raw, "outcome");
    return { ...(action && { action }), ...(outcome && { outcome }), ...(actor && { actor }) };
  },
  staticData: { title: "nav-audit", permission: "read_audit" },
  component: lazyRouteComponent(() => import("../pages/audit/AuditPage.tsx")),
});
const profile = createRoute({
  getParentRoute: () => shell,
  path: "/profile",
  staticData: { title: "nav-profile", permission: "sign_in" },
  component: lazyRouteComponent(() => import("../pages/profile/ProfilePage.tsx")),
});
const about = createRoute({
  getParentRoute: () => shell,
  path: "/about",
  staticData: { title: "nav-about", permission: "sign_in" },
  component: lazyRouteComponent(() => import("../pages/about/AboutPage.tsx")),
});

const tree = root.addChildren([
  signIn,
  setUp,
  link,
  shell.addChildren([
    home,
    portfolio,
    customers,
    customer,
    growth,
    recommendations,
    actions,
    plays,
    play,
    imports,
    exports,
    catalogue,
    members,
    tokens,
    webhooks,
    audit,
    profile,
    about,
  ]),
]);

/** Every page by its address. What a page shows stands in the address. */
export function makeRouter(cache: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { cache },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
  });
}
