import { Box } from "@mantine/core";
import { PageTitle } from "../../parts/page-title";
import { SearchField } from "../../parts/search-field";
import { useTexts } from "../../texts/texts";
import { ApplicationsOfAll } from "./applications-of-all";
import { useSearch } from "./use-search";

/** The applications of all companies, to be looked up; without any credential. */
export function AllApplications() {
  const { operators, apis } = useTexts();
  const { applications } = operators;
  const { typed, search, want } = useSearch();
  return (
    <>
      <PageTitle>{applications.title}</PageTitle>
      <Box mb="sm" role="search">
        <SearchField
          label={applications.search}
          value={typed}
          onChange={(wanted) => want("search", wanted)}
        />
      </Box>
      <ApplicationsOfAll
        filter={{ search: search || null }}
        empty={search ? apis.nothingFound : applications.empty}
        showsCompany
      />
    </>
  );
}
