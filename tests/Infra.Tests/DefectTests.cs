using GridCase.Infra.Tests.Rules;

namespace GridCase.Infra.Tests;

/// <summary>Each rule, against the templates with one thing done wrong.</summary>
public sealed class DefectTests
{
    private static readonly IReadOnlyList<(string Path, string Text)> Files = Read();

    /// <summary>Rule that must find it, file, what stands there, and what is put in its place.</summary>
    public static TheoryData<string, string, string, string> Defects { get; } = new()
    {
        { "readable", "modules/identity.bicep", "  tags: tags\n}", "  tags: tags\n" },
        { "readable", "modules/identity.bicep", "  tags: tags\n}", "  tags: tags\n}}" },
        { "readable", "modules/identity.bicep", "Name of the identity.'", "Name of the identity." },
        { "readable", "modules/identity.bicep", "location: location", "location location" },
        { "readable", "modules/identity.bicep", "  name: name\n  location", "  name: name location" },
        { "readable", "modules/identity.bicep", "@2024-11-30", "" },
        { "readable", "modules/identity.bicep", "output id string =", "output id string" },
        { "readable", "modules/functions.bicep", "'ClientId=${identityClientId};", "'ClientId=${identityClientId;" },
        { "readable", "main.bicep", "county\\'s", "county\\qs" },
        { "readable", "main.bicepparam", "param locked = true", "param locked true" },
        { "declared", "modules/functions.bicep", "TASKHUB_NAME: taskHubName", "TASKHUB_NAME: hubName" },
        { "declared", "modules/functions.bicep", "'${blobEndpoint}${deploymentContainer}'", "'${blobEndpoint}${container}'" },
        { "declared", "modules/storage.bicep", "for tableName in tableNames: {\n  parent: tableService\n  name: tableName", "for tableName in tableNames: {\n  parent: tableService\n  name: tablename" },
        { "declared", "modules/functions.bicep", "group => group.instanceCount", "group => row.instanceCount" },
        { "declared", "main.bicepparam", "param locked = true", "param locked = yes" },
        { "declared-once", "modules/identity.bicep", "param location string", "param name string" },
        { "known-function", "main.bicep", "uniqueString(", "uniquestring(" },
        { "used", "modules/identity.bicep", "  tags: tags\n", "" },
        { "used", "modules/messaging.bicep", "    lockDuration: lockDuration\n", "" },
        { "used", "modules/functions.bicep", "insights.properties.ConnectionString", "vaultName" },
        { "module-path", "main.bicep", "'modules/vault.bicep'", "'modules/vaults.bicep'" },
        { "passed-parameter", "main.bicep", "    coolAfterDays: attachmentsCoolAfterDays", "    coolAfter: attachmentsCoolAfterDays" },
        { "required-parameter", "main.bicep", "    coolAfterDays: attachmentsCoolAfterDays\n", "" },
        { "module-output", "main.bicep", "vault.outputs.name", "vault.outputs.title" },
        { "parameter-file", "main.bicepparam", "using './main.bicep'", "using './mian.bicep'" },
        { "parameter-file", "main.dev.bicepparam", "param locked = false\n", "" },
        { "parameter-file", "main.bicepparam", "param locked = true", "param locked = true\nparam lock = true" },
        { "described", "modules/identity.bicep", "@description('Name of the identity.')\n", "" },
        { "described", "modules/identity.bicep", "Resource id of the identity.", " " },
        { "typed", "modules/identity.bicep", "param tags object", "param tags thing" },
        { "known-decorator", "modules/storage.bicep", "@minLength(3)", "@minimumLength(3)" },
        { "allowed-value", "main.bicepparam", "messagingSku = 'Standard'", "messagingSku = 'Basic'" },
        { "allowed-value", "main.bicepparam", "county = 'empty'", "county = 'none'" },
        { "allowed-value", "main.bicepparam", "keepDeletedKeysDays = 90", "keepDeletedKeysDays = 91" },
        { "allowed-value", "main.bicepparam", "keepLogsDays = 180", "keepLogsDays = 7" },
        { "allowed-value", "main.bicepparam", "[\n  '0.0.0.0/0'\n]", "[]" },
        { "api-version", "modules/vault.bicep", "vaults@2024-11-01", "vaults@2023-07-01" },
        { "api-version", "modules/vault.bicep", "Microsoft.KeyVault/vaults@", "Microsoft.KeyVault/managedHSMs@" },
        { "no-key-function", "modules/storage.bicep", "= account.id", "= account.listKeys().keys[0].value" },
        { "no-key-function", "modules/messaging.bicep", "= namespace.id", "= listKeys(namespace.id, '2024-01-01').primaryKey" },
        { "no-key-property", "modules/monitoring.bicep", "= workspace.id\n\n@", "= insights.properties.InstrumentationKey\n\n@" },
        { "no-key-text", "modules/functions.bicep", "'managedidentity'", "'DefaultEndpointsProtocol=https;AccountKey='" },
        { "no-secure-output", "modules/monitoring.bicep", "output workspaceId", "output connectionString" },
        { "no-secure-output", "modules/monitoring.bicep", "output workspaceId", "@secure()\noutput workspaceId" },
        { "no-secure-parameter", "modules/budget.bicep", "param name", "@secure()\nparam name" },
        { "no-secure-parameter", "modules/budget.bicep", "param name", "param clientSecret" },
        { "ip-allowlist", "modules/scheduler.bicep", "    ipAllowlist: ipAllowlist", "    ipAllowlist: []" },
        { "ip-allowlist", "modules/scheduler.bicep", "    ipAllowlist: ipAllowlist", "    ipAllowlist: ['*']" },
        { "ip-allowlist", "main.bicepparam", "[\n  '0.0.0.0/0'\n]", "[]" },
        { "ip-allowlist", "main.dev.bicepparam", "'0.0.0.0/0'", "'10.*'" },
        { "known-role", "modules/access.bicep", "b7e6dc6d-", "b7e6dc6e-" },
        { "role-name", "modules/access.bicep", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39" },
        { "one-table", "modules/vault.bicep", "resource lock 'Microsoft.Authorization/locks@2020-05-01'", "resource lock 'Microsoft.Authorization/roleAssignments@2022-04-01'" },
        { "scoped-grant", "modules/access.bicep", "  scope: vault\n", "" },
        { "grant-applied", "modules/access.bicep", "row.on == 'vault'", "row.on == 'vaults'" },
        { "grant-applied", "modules/access.bicep", "  { on: 'insights', role: roles.metricsPublisher, to: 'app' }\n", "" },
        { "main-composes", "main.bicep", "targetScope = 'subscription'", "targetScope = 'resourceGroup'" },
        { "main-composes", "main.bicep", "resource group 'Microsoft.Resources/resourceGroups@2025-04-01'", "resource group 'Microsoft.KeyVault/vaults@2024-11-01'" },
        { "main-composes", "main.bicep", "  name: 'vault'\n  scope: group\n", "  name: 'vault'\n" },
        { "module-used", "main.bicep", "module identity 'modules/identity.bicep'", "module identity 'modules/vault.bicep'" },
        { "rights-first", "main.bicep", "    access\n", "    alerts\n" },
    };

    public static IEnumerable<object[]> SafeProperties => Safety.Wanted.Select(wanted => new object[] { wanted.Type, wanted.Path });

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_is_found_by_its_rule(string rule, string path, string right, string wrong)
    {
        Assert.Contains(Files, file => file.Path == path && file.Text.Contains(right, StringComparison.Ordinal));
        Assert.Contains(Look(path, text => text.Replace(right, wrong, StringComparison.Ordinal)), finding => finding.Rule == rule);
    }

    [Theory]
    [MemberData(nameof(SafeProperties))]
    public void A_property_that_keeps_things_safe_is_missed(string type, string property)
    {
        var file = Files.Single(file => file.Text.Contains($"'{type}@", StringComparison.Ordinal) && !file.Text.Contains($"'{type}@{Version(file.Text, type)}' existing", StringComparison.Ordinal));
        var start = file.Text.IndexOf($"'{type}@", StringComparison.Ordinal);
        var at = property.Split('.').Aggregate(start, (from, name) => file.Text.IndexOf($" {name}:", from, StringComparison.Ordinal));
        Assert.True(at > start);
        Assert.Contains(Look(file.Path, text => text[..at] + " not" + text[(at + 1)..]), finding => finding.Rule is "safe-property" && finding.What.Contains(property, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_defect_that_it_finds() =>
        Assert.Equal([], Rule.All.Select(rule => rule.Name).Except(Defects.Select(row => (string)row[0]!)).Except(["safe-property"]));

    [Fact]
    public void A_comment_or_a_string_that_is_never_closed_is_not_read() => Assert.Equal(
        ["a.bicep(1): a comment is not closed [readable]", "b.bicep(1): a string is not closed [readable]", "c.bicep(1): a string is not closed [readable]"],
        TemplateFolder.Of([("a.bicep", "/* var x = 1"), ("b.bicep", "var x = '''\nx'"), ("c.bicep", "var x = 'x\n'")]).Unreadable.Select(finding => finding.ToString()));

    [Fact]
    public void A_variable_of_a_loop_ends_with_the_loop() => Assert.Contains(
        Rule.LookAt(TemplateFolder.Of([("a.bicep", "var x = [for item in ['a']: item]\nvar y = '${item}${x}'\nvar z = y")])), finding => finding is { Rule: "declared", Line: 2 });

    private static IEnumerable<Finding> Look(string path, Func<string, string> change) =>
        Rule.LookAt(TemplateFolder.Of(Files.Select(file => file.Path == path ? (file.Path, change(file.Text)) : file)));

    private static string Version(string text, string type) => text.Split($"'{type}@")[1].Split('\'')[0];

    private static List<(string Path, string Text)> Read()
    {
        var folder = Repository.At("infra", "bicep");
        return [.. Directory.EnumerateFiles(folder, "*.bicep*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file).ReplaceLineEndings("\n")))];
    }
}
