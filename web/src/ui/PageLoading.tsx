import { Loading } from "./Loading.tsx";

/** A page whose program part is being read. */
export function PageLoading() {
  return (
    <div className="page-loading">
      <Loading lines={8} />
    </div>
  );
}
