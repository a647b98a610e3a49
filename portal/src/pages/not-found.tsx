import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { PageTitle } from "../parts/page-title";
import { useTexts } from "../texts/texts";

export function NotFound() {
  const { errors } = useTexts();
  return (
    <>
      <PageTitle>{errors.notFound}</PageTitle>
      <Anchor component={Link} to="/">
        {errors.toStart}
      </Anchor>
    </>
  );
}
