import {
  ActionIcon,
  Alert,
  Anchor,
  AppShell,
  Burger,
  Divider,
  Group,
  NavLink,
  SegmentedControl,
  Stack,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconApi,
  IconApps,
  IconBooks,
  IconBuilding,
  IconBuildingCommunity,
  IconFileText,
  IconKey,
  IconLogout,
  IconMoon,
  IconPlugConnectedX,
  IconSun,
  IconTerminal2,
  IconUser,
  IconUserCheck,
} from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { Link, useLocation } from "react-router";
import { useIsConnected } from "./api/connection";
import { CompanyNews } from "./session/company-news";
import { useMe } from "./session/session";
import { signOut } from "./session/sign-in";
import { type Language, useLanguage, useTexts } from "./texts/texts";

/** Around every page: where one can go, who one is, and whether what is shown can be trusted to be current. */
export function Shell({ children }: { children: ReactNode }) {
  const texts = useTexts();
  const me = useMe();
  const isConnected = useIsConnected();
  const [isOpen, menu] = useDisclosure();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of page closes the menu
  useEffect(() => menu.close(), [pathname]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 230, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <CompanyNews />
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm">
            <Burger opened={isOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={texts.menu} />
            <Anchor component={Link} to="/" fw={700} c="inherit" underline="never">
              {texts.product}
            </Anchor>
          </Group>
          <Group wrap="nowrap" gap="xs">
            <Text size="sm" c="dimmed" visibleFrom="sm">
              {me.displayName}
              {me.partner?.details.legalName && ` · ${me.partner.details.legalName}`}
            </Text>
            <SchemeSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" style={{ overflowY: "auto" }}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <Stack gap="sm" mb={isConnected && !me.partner?.suspension ? 0 : "md"}>
          {!isConnected && (
            <Alert color="yellow" icon={<IconPlugConnectedX />} role="status" className="no-print">
              {texts.offline}
            </Alert>
          )}
          {me.partner?.suspension && (
            <Alert color="red" role="status">
              {texts.suspended(me.partner.suspension.reason)}
            </Alert>
          )}
        </Stack>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation() {
  const { nav, operators } = useTexts();
  const { language, speak } = useLanguage();
  const { isOperator } = useMe();
  return (
    <Stack justify="space-between" mih="100%">
      <Stack gap={2} component="nav" aria-label={nav.apis}>
        <To path="/" label={nav.apis} icon={<IconApi size={18} />} />
        <To path="/catalogue" label={nav.catalogue} icon={<IconBooks size={18} />} />
        <To path="/company" label={nav.company} icon={<IconBuilding size={18} />} />
        <To path="/profile" label={nav.profile} icon={<IconUser size={18} />} />
        {isOperator && (
          <>
            <Divider label={nav.operator} my="xs" />
            <To path="/operator/access-requests" label={nav.requests} icon={<IconUserCheck size={18} />} />
            <To
              path="/operator/provisioning-failures"
              label={nav.failures}
              icon={<IconPlugConnectedX size={18} />}
            />
            <To
              path="/operator/companies"
              label={operators.nav.companies}
              icon={<IconBuildingCommunity size={18} />}
            />
            <To
              path="/operator/applications"
              label={operators.nav.applications}
              icon={<IconApps size={18} />}
            />
            <To
              path="/operator/gateway-tokens"
              label={operators.nav.gatewayTokens}
              icon={<IconKey size={18} />}
            />
            <To path="/operator/terms" label={operators.nav.terms} icon={<IconFileText size={18} />} />
          </>
        )}
      </Stack>
      <Stack gap={4}>
        <NavLink component="a" href="/graphql" label={nav.api} leftSection={<IconTerminal2 size={18} />} />
        <NavLink
          component="button"
          onClick={() => void signOut()}
          label={nav.signOut}
          leftSection={<IconLogout size={18} />}
        />
        <SegmentedControl
          size="xs"
          aria-label={nav.language}
          value={language}
          onChange={(chosen) => speak(chosen as Language)}
          data={[
            { value: "en", label: "English" },
            { value: "de", label: "Deutsch" },
          ]}
        />
      </Stack>
    </Stack>
  );
}

function To({ path, label, icon }: { path: string; label: string; icon: ReactNode }) {
  const { pathname } = useLocation();
  const isHere =
    path === "/" ? pathname === "/" || pathname.startsWith("/applications") : pathname.startsWith(path);
  return (
    <NavLink
      component={Link}
      to={path}
      label={label}
      leftSection={icon}
      active={isHere}
      aria-current={isHere ? "page" : undefined}
    />
  );
}

function SchemeSwitch() {
  const { nav } = useTexts();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={nav.scheme}
      onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
    >
      {scheme === "dark" ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}
