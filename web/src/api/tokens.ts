import { queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";

export type Token = Schemas["TokenBody"];

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/tokens", { signal })),
});

export function revokeToken(token_id: string) {
  return answered(api.DELETE("/api/v1/tokens/{token_id}", { params: { path: { token_id } } }));
}
