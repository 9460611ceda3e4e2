using GridCase.Api.Hosting;
using GridCase.Engine;
using GridCase.Functions.Doors;
using GridCase.Functions.Hosting;
using GridCase.Functions.Tests.Cost;
using GridCase.Functions.Tests.Fakes;
using GridCase.Functions.Tests.Hosting;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCase.Functions.Tests.Conformance;

/// <summary>This host's functions behind a real server, over tables and blobs in memory, with orchestrations in virtual time.</summary>
internal sealed class VirtualAzure : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gridcase-azure-").FullName;
    private readonly MemoryJournal journal;
    private readonly DurableEngine engine;
    private readonly CountyEntrance entrance;
    private readonly WebApplication app;

    private VirtualAzure(IReadOnlyDictionary<string, string?> settings)
    {
        journal = new(Clock);
        engine = new(journal, FunctionRegistry.Of(() => entrance!, Hub, Tally));
        var read = HostSettingsTests.Read(new(settings)
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["GridCase__County"] = "demo",
            ["GridCase__SignIn__Accounts"] = "true",
            ["GridCase__FirstRunFile"] = FirstRunFile,
            ["GridCase__Hotline__Url"] = settings.ContainsKey("ServiceBus__fullyQualifiedNamespace") ? null : "http://127.0.0.1:1/nobody",
        });
        entrance = new(read, new(Tables, Blobs, read.UsesServiceBus ? Bus : null), Clock, NullLoggerFactory.Instance, (new CountedClient(engine, Tally), services => services.AddSingleton<IDevClock>(new EngineClock(this))));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(async http =>
        {
            Tally.Note(Work.Door, http.Request.Method);
            await new HttpDoors(entrance, NullLogger<HttpDoors>.Instance).Console(http.Request, Hub);
        });
    }

    public VirtualClock Clock { get; } = new(DateTimeOffset.Parse("2026-03-03T09:00:00+08:00"));

    public FakeTables Tables { get; } = new();

    public FakeBlobs Blobs { get; } = new();

    public FakeBus Bus { get; } = new();

    /// <summary>What the functions were called for.</summary>
    public Tally Tally { get; } = new();

    public CountyEntrance Entrance => entrance;

    public FakeDurableClient Hub { get; } = new();

    public string FirstRunFile => Path.Combine(folder, "first-run.json");

    public Uri Address => new(app.Urls.First());

    /// <param name="settings">Beside those of a development host, which has no Service Bus.</param>
    public static async Task<VirtualAzure> Start(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var azure = new VirtualAzure(settings ?? new Dictionary<string, string?>());
        await azure.engine.Start();
        await azure.Enter();
        await azure.app.StartAsync();
        return azure;
    }

    public Task<OpenCounty> Enter() => entrance.Enter(Hub, CancellationToken.None);

    /// <summary>Moves the clock on, or stays, and lets everything due by then run to rest; the watchdog looks around at its own hours.</summary>
    public async Task Pass(TimeSpan time)
    {
        await engine.AdvanceBy(time);
        await engine.RunToRest();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await engine.Stop();
        await entrance.DisposeAsync();
        journal.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Moves the clock, lets everything due by then run to rest, and lets the watchdog look around.</summary>
    private async Task Advance(DateTimeOffset instant, CancellationToken cancellation)
    {
        await engine.AdvanceTo(instant);
        var county = await Enter();
        for (var cursor = new WatchCursor(null, 0, 0); ;)
        {
            cursor = await county.Work.Watchdog.CompareAndRepair(cursor, Clock.GetUtcNow(), cancellation);
            if (cursor.AfterCaseId is null) break;
        }

        await engine.RunToRest();
    }

    private sealed class EngineClock(VirtualAzure azure) : IDevClock
    {
        private readonly SemaphoreSlim one = new(1, 1);

        public DateTimeOffset Now => azure.Clock.GetUtcNow().ToOffset(ChinaTime.Offset);

        public async Task<DateTimeOffset> AdvanceTo(DateTimeOffset instant, CancellationToken cancellation = default)
        {
            await one.WaitAsync(cancellation);
            try
            {
                await azure.Advance(instant, cancellation);
                return Now;
            }
            finally
            {
                one.Release();
            }
        }
    }
}
