import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { Empty } from "../parts/empty";
import { useTexts } from "../texts/texts";

export function NotFound() {
  const { errors } = useTexts();
  return (
    <Empty title={errors.notFound}>
      <Anchor component={Link} to="/">
        {errors.toStart}
      </Anchor>
    </Empty>
  );
}
