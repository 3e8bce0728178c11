package io.sillage.e2e.manifests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// One set of names configures the product wherever it runs: every variable of the manifests and the Compose file is
/// one that the code reads, and every setting that the code needs is there.
class ConfigurationTest {

    static final List<String> SERVICES = Checkout.SERVICES;

    /// Of Quarkus, for what a machine of one's own does not have: mail servers that want to know who is there, and
    /// certificates that somebody renews.
    private static final Set<String> ONLY_IN_INSTALLATIONS = Set.of(
            "QUARKUS_MAILER_START_TLS",
            "QUARKUS_MAILER_USERNAME",
            "QUARKUS_MAILER_PASSWORD",
            "QUARKUS_HTTP_SSL_CERTIFICATE_RELOAD_PERIOD");

    /// For one machine only: its clock and inbox, its one address, servers on it, the key of its one account,
    /// and how its cores are shared.
    private static final Set<String> ONLY_LOCAL = Set.of(
            "SILLAGE_LOCAL_ENABLED",
            "SILLAGE_LOCAL_CLOCK_FILE",
            "SILLAGE_LOCAL_INBOX_URL",
            "SILLAGE_EMAIL_LOOKUP_URL",
            "SILLAGE_OUTBOUND_ALLOWED",
            "SILLAGE_BOOTSTRAP_API_KEY",
            "QUARKUS_HTTP_HOST",
            "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE",
            "QUARKUS_OTEL_SDK_DISABLED");

    private final Compose compose = Compose.read();
    private final Manifests cluster = View.DEV_AS_WRITTEN.manifests();

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyVariableIsReadByTheCode(String service) {
        var known = new TreeSet<>(ONLY_IN_INSTALLATIONS);
        known.addAll(LocalStack.variables());
        SettingsInCode.all().forEach(setting -> known.add(setting.variable()));

        assertThat(inTheCluster(service)).isSubsetOf(known);
        assertThat(compose.environment(service).keySet()).isSubsetOf(known);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void ownVariablesAreReadByTheCodeOfOurs(String service) {
        var own = SettingsInCode.all().stream().map(Setting::variable).collect(toSet());

        assertThat(inTheCluster(service).stream().filter(name -> name.startsWith("SILLAGE_")))
                .isNotEmpty()
                .isSubsetOf(own);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everySettingWithoutWhichAServiceDoesNotStartIsGiven(String service) {
        var required = SettingsInCode.required(service).stream().map(Setting::variable);

        assertThat(required)
                .isSubsetOf(inTheCluster(service))
                .isSubsetOf(compose.environment(service).keySet());
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void composeAndTheClusterSetTheSame(String service) {
        assertThat(compose.environment(service).keySet()).isEqualTo(inTheCluster(service));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void composeAndTheClusterGiveTheSameValuesWhereTheyAreNoChoice(String service) {
        var composed = new TreeMap<>(compose.environment(service));
        composed.values().removeIf(value -> value.contains("${"));
        composed.remove("QUARKUS_DATASOURCE_USERNAME"); // part of a Secret in the cluster

        assertThat(cluster.environment(cluster.service(service))).containsAllEntriesOf(composed);
    }

    @Test
    void whatTheLocalStackSetsIsSetInInstallationsToo() {
        var everywhere = new TreeSet<>(LocalStack.variables());
        everywhere.removeAll(ONLY_LOCAL);

        var set = SERVICES.stream().flatMap(service -> inTheCluster(service).stream());

        assertThat(set).containsAll(everywhere);
    }

    @Test
    void nothingOfTheLocalModeIsSetInInstallations() {
        var set = SERVICES.stream()
                .flatMap(service ->
                        Stream.concat(inTheCluster(service).stream(), compose.environment(service).keySet().stream()));

        assertThat(set).noneMatch(ONLY_LOCAL::contains).noneMatch(name -> name.startsWith("SILLAGE_LOCAL"));
    }

    @Test
    void theGuideNamesEverySetting() {
        var guide = Checkout.text(Checkout.path("docs", "operations.md"));

        assertThat(SettingsInCode.all().stream()
                        .map(setting -> "`" + setting.name().replace("*", "<name>") + "`"))
                .allSatisfy(name -> assertThat(guide).as("docs/operations.md").contains(name));
    }

    @Test
    void theGuideKnowsTheDefaultsOfTheCode() {
        var guide = Checkout.text(Checkout.path("docs", "operations.md"));
        var row = Pattern.compile("(?m)^\\| `(sillage\\.[^`]+)` \\| `([^`]+)` \\|");

        var inTheGuide = row.matcher(guide).results().map(each -> each.group(1) + "=" + each.group(2));

        assertThat(inTheGuide)
                .isNotEmpty()
                .isSubsetOf(SettingsInCode.all().stream()
                        .filter(setting -> setting.byDefault().isPresent())
                        .map(setting -> setting.name().replace("*", "<name>") + "="
                                + setting.byDefault().orElseThrow())
                        .toList());
    }

    private Set<String> inTheCluster(String service) {
        return cluster.environment(cluster.service(service)).keySet();
    }
}
