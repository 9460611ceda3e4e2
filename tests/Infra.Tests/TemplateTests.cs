using GridCase.Infra.Tests.Reading;
using GridCase.Infra.Tests.Rules;

namespace GridCase.Infra.Tests;

/// <summary>The templates that are deployed.</summary>
public sealed class TemplateTests
{
    private static readonly TemplateFolder Infra = TemplateFolder.Of(Repository.At("infra", "bicep"));

    [Fact]
    public void Keep_every_rule() => Assert.Equal([], Rule.LookAt(Infra).Select(finding => finding.ToString()));

    [Fact]
    public void Declare_every_kind_of_resource_that_is_known() =>
        Assert.Equal([], Versions.Types.Except(Infra.Templates.SelectMany(template => template.Resources).Where(resource => !resource.Existing).Select(resource => resource.Type)));

    [Fact]
    public void Have_parameters_for_production_and_development() =>
        Assert.Equal(["main.bicepparam", "main.dev.bicepparam"], Infra.All.Where(file => file.HoldsParameters).Select(file => file.Path));

    [Theory]
    [InlineData("Microsoft.ServiceBus/namespaces/queues", "hotline-orders")]
    [InlineData("Microsoft.ServiceBus/namespaces/topics", "case-notices", "hotline-events")]
    [InlineData("Microsoft.ServiceBus/namespaces/topics/subscriptions", "delivery", "hotline")]
    public void Declare_what_the_app_sends_to_and_reads_from(string type, params string[] names) => Assert.Equal(
        names,
        Infra.Templates.SelectMany(template => template.Resources).Where(resource => resource.Type == type && !resource.Existing).Select(resource => ((StringText)resource.Body.At("name")!).Value));

    [Fact]
    public void Keep_the_order_within_a_session() => Assert.All(
        Infra.Templates.SelectMany(template => template.Resources).Where(resource => resource is { Type: "Microsoft.ServiceBus/namespaces/topics/subscriptions", Existing: false }),
        subscription => Assert.Equal("true", (subscription.Body.At("properties.requiresSession") as Constant)?.Value));

    [Fact]
    public void Declare_the_containers_of_attachments_and_of_packages()
    {
        var names = Infra.Templates.SelectMany(template => template.Variables).Single(variable => variable.Name == "containerNames");
        Assert.Equal(["attachments", "deployment"], names.Value.All.OfType<StringText>().Select(text => text.Value));
    }

    [Fact]
    public void Declare_the_tables_that_the_app_knows()
    {
        var known = File.ReadAllText(Repository.At("src", "Functions", "Tables", "CountyTables.cs"));
        var names = Infra.Templates.Single(template => template.Path == "main.bicep").Parameters.Single(parameter => parameter.Name == "tableNames").Default!;
        Assert.Contains($"[{string.Join(", ", names.All.OfType<StringText>().Select(text => $"\"{text.Value}\""))}]", known, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    [InlineData("AzureWebJobsStorage__queueServiceUri")]
    [InlineData("AzureWebJobsStorage__tableServiceUri")]
    [InlineData("AzureWebJobsStorage__credential")]
    [InlineData("AzureWebJobsStorage__clientId")]
    [InlineData("ServiceBus__fullyQualifiedNamespace")]
    [InlineData("ServiceBus__credential")]
    [InlineData("ServiceBus__clientId")]
    [InlineData("DURABLE_TASK_SCHEDULER_CONNECTION_STRING")]
    [InlineData("TASKHUB_NAME")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    public void Give_the_host_its_settings(string name) => Assert.Contains(name, Settings());

    [Fact]
    public void Sign_in_to_the_scheduler_as_the_identity_that_holds_the_role() =>
        Assert.Equal("Endpoint=${};Authentication=ManagedIdentity;ClientID=${}", ((StringText)Setting("DURABLE_TASK_SCHEDULER_CONNECTION_STRING")).Value);

    [Theory]
    [InlineData("DeadletteredMessages")]
    [InlineData("ThrottledRequests")]
    [InlineData("Transactions")]
    [InlineData("gridcase.watchdog")]
    [InlineData("oldest_late_minutes")]
    [InlineData(".parked")]
    [InlineData("failed with an error")]
    public void Watch(string what) => Assert.Contains(
        Infra.Templates.Single(template => template.Path == "modules/alerts.bicep").Expressions.SelectMany(value => value.All).OfType<StringText>(),
        text => text.Value.Contains(what, StringComparison.Ordinal));

    /// <summary>An alert on a metric that nobody tells would be silent, or never stop.</summary>
    [Fact]
    public void Ask_for_metrics_that_the_app_tells()
    {
        var told = File.ReadAllText(Repository.At("src", "Functions", "Hosting", "CountyMeter.cs"));
        var asked = Infra.Templates.Single(template => template.Path == "modules/alerts.bicep").Expressions.SelectMany(value => value.All).OfType<StringText>()
            .Where(text => text.Value.StartsWith("${}.", StringComparison.Ordinal)).Select(text => text.Value[3..text.Value.IndexOf('"', StringComparison.Ordinal)]).ToHashSet();
        Assert.Equal(3, asked.Count);
        Assert.All(asked, name => Assert.Contains($"\"gridcase.watchdog{name}\"", told, StringComparison.Ordinal));
    }

    /// <summary>A setting that the app does not read, or reads by another name, does nothing.</summary>
    [Fact]
    public void Give_no_setting_that_the_app_does_not_read()
    {
        var read = File.ReadAllText(Repository.At("src", "Functions", "Hosting", "HostSettings.cs"));
        var given = Settings().Where(name => name.StartsWith("GridCase__", StringComparison.Ordinal)).Select(name => name["GridCase__".Length..].Replace("__", ":", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(given);
        Assert.All(given, name => Assert.Contains($"\"{name}\"", read, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GridCase__Keys__Data", "gridcase-data-key")]
    [InlineData("GridCase__Keys__Seal", "gridcase-seal-key")]
    public void Refer_to_the_keys_where_the_deployment_makes_them(string name, string secret)
    {
        Assert.Equal($"@Microsoft.KeyVault(VaultName=${{}};SecretName={secret})", ((StringText)Setting(name)).Value);
        Assert.Contains(secret, File.ReadAllText(Repository.At("infra", "make-keys.sh")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Settings() => SettingsBody().Properties.Select(property => property.Key);

    private static Expression Setting(string name) => SettingsBody().At(name)!;

    private static ObjectBody SettingsBody() => (ObjectBody)Infra.Templates.Single(template => template.Path == "modules/functions.bicep")
        .Resources.Single(resource => resource.Name == "settings").Body.At("properties")!;
}
