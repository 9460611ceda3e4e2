using GridCase.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace GridCase.Functions.Tests.Hosting;

public sealed class HostSettingsTests
{
    private static readonly string DataKey = new('a', 64);
    private static readonly string SealKey = new('b', 64);

    private static readonly Dictionary<string, string?> OnAzure = new()
    {
        ["AzureWebJobsStorage__tableServiceUri"] = "https://county.table.core.windows.net",
        ["AzureWebJobsStorage__blobServiceUri"] = "https://county.blob.core.windows.net",
        ["AzureWebJobsStorage__clientId"] = "client",
        ["GridCase__Keys__Data"] = DataKey,
        ["GridCase__Keys__Seal"] = SealKey,
        ["GridCase__SignIn__Platform"] = "true",
        ["GridCase__Administrators"] = "Li@County.gov.cn; wang@county.gov.cn",
        ["ServiceBus__fullyQualifiedNamespace"] = "county.servicebus.windows.net",
    };

    [Fact]
    public void The_settings_of_a_host_on_azure_are_read()
    {
        var settings = Read(OnAzure);

        Assert.Equal(("https://county.table.core.windows.net", "https://county.blob.core.windows.net", "client"), (settings.Tables, settings.Blobs, settings.ClientId));
        Assert.Equal((DataKey, SealKey, "empty", ""), (settings.DataKey, settings.SealKey, settings.County, settings.Prefix));
        Assert.Equal((true, false, false, true), (settings.PlatformSignIn, settings.AccountSignIn, settings.IsDevelopment, settings.UsesServiceBus));
        Assert.Equal(["li@county.gov.cn", "wang@county.gov.cn"], settings.Administrators);
        Assert.Equal(30, settings.HistoryDays);
    }

    [Fact]
    public void A_development_host_needs_the_emulator_alone()
    {
        var settings = Read(new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["GridCase__SignIn__Accounts"] = "true", ["GridCase__FirstRunFile"] = "first-run.json", ["GridCase__Hotline__Url"] = "http://localhost:9000/events" });

        Assert.Equal((true, "UseDevelopmentStorage=true", "UseDevelopmentStorage=true", false), (settings.IsDevelopment, settings.Tables, settings.Blobs, settings.UsesServiceBus));
        Assert.Equal(new Uri("http://localhost:9000/events"), settings.HotlineUrl);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__tableServiceUri", null, "GridCase__Storage__Tables is missing")]
    [InlineData("AzureWebJobsStorage__tableServiceUri", "http://county.table", "GridCase__Storage__Tables is missing or no https address")]
    [InlineData("AzureWebJobsStorage__blobServiceUri", null, "GridCase__Storage__Blobs is missing")]
    [InlineData("GridCase__County", "city", "GridCase__County is demo or empty, not 'city'.")]
    [InlineData("GridCase__Keys__Data", null, "GridCase__Keys__Data is missing")]
    [InlineData("GridCase__Keys__Data", "abc", "GridCase__Keys__Data is no key")]
    [InlineData("GridCase__Keys__Seal", null, "GridCase__Keys__Seal is missing")]
    [InlineData("GridCase__Keys__Seal", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "GridCase__Keys__Seal is the same key")]
    [InlineData("GridCase__SignIn__Platform", "false", "Nobody could sign in")]
    [InlineData("GridCase__SignIn__Accounts", "yes", "GridCase__SignIn__Accounts is true or false, not 'yes'.")]
    [InlineData("GridCase__Hotline__Url", "http://hotline.gov.cn", "GridCase__Hotline__Url is not an https address.")]
    [InlineData("GridCase__Webhook__Url", "nowhere", "GridCase__Webhook__Url is not an https address.")]
    [InlineData("GridCase__HistoryDays", "0", "GridCase__HistoryDays is a number of days from 1 to 90")]
    [InlineData("GridCase__FirstRunFile", "first-run.json", "GridCase__FirstRunFile holds passwords in clear")]
    [InlineData("GridCase__Storage__Prefix", "A-b", "GridCase__Storage__Prefix is at most 20 letters and digits")]
    [InlineData("ServiceBus__fullyQualifiedNamespace", "sb://county", "ServiceBus__fullyQualifiedNamespace is a host name")]
    public void What_is_missing_or_malformed_is_named_with_what_to_do(string name, string? value, string said)
    {
        var refused = Assert.Throws<SettingsException>(() => Read(new(OnAzure) { [name] = value }));

        Assert.Contains(said, Assert.Single(refused.Faults), StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_said_at_once() => Assert.Equal(5, Assert.Throws<SettingsException>(() => Read([])).Faults.Count);

    [Fact]
    public void No_key_is_ever_printed() => Assert.DoesNotContain(DataKey, Read(OnAzure).ToString(), StringComparison.Ordinal);

    /// <summary>Reads settings written as app settings are.</summary>
    internal static HostSettings Read(Dictionary<string, string?> values) => HostSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value))).Build());
}
