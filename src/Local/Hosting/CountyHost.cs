using GridCase.Api.Hosting;
using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GridCase.Local.Hosting;

/// <summary>The embedded host: a county with its HTTP surface on localhost.</summary>
public sealed class CountyHost : IAsyncDisposable
{
    /// <summary>Most requests are small; the attachment door allows more for itself.</summary>
    private const int LargestBody = 12 * 1024 * 1024;

    /// <summary>How long the head of a request may take. Long enough for the slowest phone, short enough that nobody fills the house by speaking slowly.</summary>
    private static readonly TimeSpan LongestHead = TimeSpan.FromSeconds(10);

    private readonly WebApplication app;

    private CountyHost(WebApplication app, CountyRuntime runtime, FirstRun? firstRun)
    {
        this.app = app;
        Runtime = runtime;
        First = firstRun;
    }

    public CountyRuntime Runtime { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What a first start made, to be shown once.</summary>
    internal FirstRun? First { get; }

    /// <summary>Runs until Ctrl-C; the exit code says how it ended.</summary>
    public static async Task<int> Serve(ServeOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var host = await Start(options, cancellation);
            Greeting.Print(host, options);
            await host.app.WaitForShutdownAsync(cancellation);
            Console.WriteLine("Stopping: what is under way is finished first.");
            return 0;
        }
        catch (Exception refusal) when (refusal is JournalUnusableException or DataFolderUnusableException or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
        {
            await Console.Error.WriteLineAsync(refusal is IOException ? $"Port {options.Port} is taken. Name another with --port." : refusal.Message);
            return 1;
        }
    }

    /// <summary>Opens the county and listens. The caller disposes it.</summary>
    public static async Task<CountyHost> Start(ServeOptions options, CancellationToken cancellation = default)
    {
        var clock = options.ManualClock ? new VirtualClock(StartOf(options)) : null;
        var (county, accounts) = options.EmptyCounty ? EmptyCounty.Build() : DemoCounty.Build();
        var builder = WebApplication.CreateSlimBuilder();
        Quieten(builder);
        var runtime = await CountyRuntime.Open(
            new()
            {
                Folder = options.Folder,
                Clock = clock,
                Time = options.Time,
                Seed = county,
                Accounts = accounts,
                Catalogue = options.EmptyCounty ? null : DemoCounty.Catalogue(),
                Delivery = new(options.HotlineUrl, options.WebhookUrl),
                // A clock that jumps over months would only keep the watchdog busy; it looks once after each jump instead.
                Watchdog = clock is null,
            },
            cancellation);
        try
        {
            // Asked of the store, not of this start: a first start that was killed half-way is made good by the next.
            var isFirst = await runtime.Stores.Accounts.FindKey(FirstRun.HotlineKeyId, cancellation) is null;
            if (isFirst && !options.EmptyCounty) await new DemoRounds(runtime.Plans, runtime.Places, runtime.Care, runtime.Stores.Inspections, runtime.Directory).Write(runtime.Time.GetUtcNow().ToOffset(Workflows.Deadlines.ChinaTime.Offset));
            var first = isFirst ? await FirstRun.Make(accounts, runtime.Stores.Accounts, Path.Combine(options.Folder, "first-run.json"), runtime.Time.GetUtcNow()) : null;
            if (clock is not null) ManualClock.Keep(options.Folder, clock.GetUtcNow());
            AddServices(builder, runtime, clock, options);
            var app = builder.Build();
            app.UseGridCaseApi();
            await app.StartAsync(cancellation);
            return new(app, runtime, first);
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Runtime.DisposeAsync();
    }

    private static void AddServices(WebApplicationBuilder builder, CountyRuntime runtime, VirtualClock? clock, ServeOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // A free port is one of one address: taken for both loopbacks it might be two.
            if (options.Port == 0) kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.MaxConcurrentConnections = ConnectionBound.Most;
            kestrel.Limits.RequestHeadersTimeout = LongestHead;
        });
        var services = builder.Services;
        services.AddSingleton(runtime.Time).AddSingleton(runtime.Desk).AddSingleton(runtime.Directory).AddSingleton(runtime.Policies).AddSingleton(runtime.Rules);
        services.AddSingleton(runtime.Changes).AddSingleton<IChangeFeed>(runtime.Changes);
        services.AddSingleton<Workflows.Durable.IWorkflowClient>(runtime.Engine).AddSingleton<IHostProbe>(new HostProbe(runtime));
        var stores = runtime.Stores;
        services.AddSingleton(stores.Inspections);
        services.AddSingleton(stores.Rollouts).AddSingleton(stores.Previews);
        services.AddSingleton(stores.Care);
        services.AddSingleton(stores.Directory).AddSingleton(stores.Cases).AddSingleton(stores.Private).AddSingleton(stores.Notices).AddSingleton(stores.Accounts).AddSingleton(stores.AccountRegister)
            .AddSingleton(stores.Channels).AddSingleton(runtime.Channels).AddSingleton<IChannelTester>(runtime.Sender)
            .AddSingleton(stores.Attachments).AddSingleton(stores.Catalogue).AddSingleton(stores.Outlines).AddSingleton<ICallerKeys>(new HostCallerKeys(stores.Keys.Callers));
        if (clock is not null) services.AddSingleton<IDevClock>(new ManualClock(clock, runtime, options.Folder));
        services.AddDataProtection().SetApplicationName("GridCase").PersistKeysToFileSystem(new(Path.Combine(options.Folder, "keys", "sessions")));
        services.AddGridCaseApi();
    }

    private static void Quieten(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static DateTimeOffset StartOf(ServeOptions options)
    {
        var asked = options.Start ?? ManualClock.Reached(options.Folder) ?? TimeProvider.System.GetUtcNow();
        return ManualClock.Reached(options.Folder) is { } reached && reached > asked ? reached : asked;
    }
}
