using GridCase.Api.SignIn;
using GridCase.Engine;
using GridCase.Functions.Hosting;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Directory;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCase.Functions.Tests.Hosting;

/// <summary>A demo county on an Azure that lives in memory, as one instance of the host runs it.</summary>
internal sealed class CountyRig : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Usual = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["GridCase__County"] = "demo",
        ["GridCase__SignIn__Accounts"] = "true",
        ["GridCase__Administrators"] = "li@county.gov.cn",
    };

    public const string HotlineSecret = "a secret of the hotline";

    public CountyRig(bool withBus = false, Uri? webhook = null, Uri? hotline = null)
    {
        var values = new Dictionary<string, string?>(Usual) { ["GridCase__Webhook__Url"] = webhook?.ToString(), ["GridCase__Hotline__Url"] = hotline?.ToString() };
        if (withBus) values["ServiceBus__fullyQualifiedNamespace"] = "county.servicebus.windows.net";
        Settings = HostSettingsTests.Read(values);
        Clients = new(Tables, Blobs, withBus ? Bus : null);
        Entrance = Instance();
    }

    public VirtualClock Clock { get; } = new(new(2026, 2, 10, 1, 0, 0, TimeSpan.Zero));

    public FakeTables Tables { get; } = new();

    public FakeBlobs Blobs { get; } = new();

    public FakeBus Bus { get; } = new();

    public FakeDurableClient Hub { get; } = new();

    public HostSettings Settings { get; }

    public AzureClients Clients { get; }

    public CountyEntrance Entrance { get; }

    public Task<OpenCounty> Enter() => Entrance.Enter(Hub, CancellationToken.None);

    /// <summary>The county with a key of the hotline's.</summary>
    public async Task<OpenCounty> EnterWithHotline()
    {
        var county = await Enter();
        var operators = county.Stores.DirectorySource.Current.People.First(person => person.Roles.Contains(Role.Hotline));
        await county.Stores.Accounts.SaveKey(new("hotline", HotlineSecret, operators.Id, null) { Purpose = KeyPurpose.Hotline, Name = "12345" });
        return county;
    }

    /// <summary>Another instance of the host over the same storage.</summary>
    public CountyEntrance Instance() => new(Settings, Clients, Clock, NullLoggerFactory.Instance);

    public ValueTask DisposeAsync() => Entrance.DisposeAsync();
}
