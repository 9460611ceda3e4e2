using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Api.Hosting;
using GridCase.Api.SignIn;
using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridCase.Api.Tests;

/// <summary>The whole HTTP surface over stores in memory, in the demo county, with a clock that stands still.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    public const string Password = "right-password";
    public const string Key = "hotline";
    public const string Secret = "a-secret-of-the-hotline";

    private static readonly (County County, IReadOnlyList<DemoAccount> Accounts) Demo = DemoCounty.Build();

    /// <summary>
    /// Doors hold nothing of a host: what they need comes with each request. Building them takes a quarter of a second, more than all else in most tests, so it is
    /// done once, with the manual clock and without.
    /// </summary>
    private static readonly ConcurrentDictionary<bool, Lazy<IReadOnlyList<Endpoint>>> Doors = [];

    private readonly MemoryJournal journal;
    private readonly IReadOnlyList<Endpoint> doors;
    private readonly WebApplication app;
    private readonly Dictionary<string, string> cookies = [];

    public ApiHost(Action<ApiOptions>? options = null, bool manual = true, Func<ICaseStore, ICaseStore>? wrap = null)
    {
        journal = new MemoryJournal(Clock);
        ChangeFeedOfHost = new();
        Stores = JournalStores.InMemory(journal, Departures.None with
        {
            Changed = ChangeFeedOfHost.Publish,
            Routing = () => new([.. Outgoing], DigestRule.Default, id => Stores!.DirectorySource.Current.Person(id)),
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        var services = builder.Services;
        services.AddGridCaseApi(options);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(ChangeFeedOfHost);
        services.AddSingleton(wrap?.Invoke(Stores.Cases) ?? Stores.Cases);
        services.AddSingleton(Stores.Private);
        services.AddSingleton(Stores.Notices);
        services.AddSingleton(Stores.Channels).AddSingleton(new ChannelBoard(Stores.Channels, null)).AddSingleton<IChannelTester>(Tester);
        services.AddSingleton(Stores.Inspections);
        services.AddSingleton(Stores.Rollouts).AddSingleton(Stores.Previews).AddSingleton(Stores.Care);
        services.AddSingleton(Stores.Attachments);
        services.AddSingleton(Stores.Accounts).AddSingleton(Stores.AccountRegister);
        services.AddSingleton(Stores.Catalogue);
        services.AddSingleton(Stores.Outlines);
        services.AddSingleton(Stores.Directory);
        services.AddSingleton(Stores.DirectorySource);
        services.AddSingleton(Stores.Rules);
        services.AddSingleton(Stores.Policies);
        services.AddSingleton<RuleDesk>();
        services.AddSingleton<IWorkflowClient, NoWorkflows>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<ICallerKeys>(new Keys(Stores.Keys));
        services.AddSingleton<IHostProbe>(Probe);
        if (manual) services.AddSingleton<IDevClock>(new DevClock(Clock));
        app = builder.Build();
        app.UseGridCaseApi();
        doors = Doors.GetOrAdd(manual, _ => new(() => [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)])).Value;
        ((IEndpointRouteBuilder)app).DataSources.Clear();
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(doors));
        Stores.Directory.Save(Demo.County, 0).GetAwaiter().GetResult();
        Stores.Catalogue.Save(DemoCounty.Catalogue() with { ChangedAt = Start }, 0).GetAwaiter().GetResult();
        Stores.Rules.Begin(PolicyBook.BuiltIn).GetAwaiter().GetResult();
        foreach (var account in Demo.Accounts) Stores.Accounts.Save(new(account.User, account.PersonId, Hash, false)).GetAwaiter().GetResult();
        Stores.Accounts.SaveKey(new(Key, Secret, PersonOf("hotline-operator"), null)).GetAwaiter().GetResult();
        app.StartAsync().GetAwaiter().GetResult();
        Anonymous = app.GetTestClient();
    }

    public static DateTimeOffset Start { get; } = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));

    public VirtualClock Clock { get; } = new(Start);

    public JournalStores Stores { get; }

    public FakeProbe Probe { get; } = new();

    public FakeTester Tester { get; } = new();

    /// <summary>The channels by which notices leave; parcels wait in their lanes.</summary>
    public List<NoticeChannel> Outgoing { get; } = [];

    public HttpClient Anonymous { get; }

    public Live.ChangeFeed ChangeFeedOfHost { get; }

    public IReadOnlyList<RouteEndpoint> Endpoints => [.. doors.OfType<RouteEndpoint>()];

    public T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static County County => Demo.County;

    public static IReadOnlyList<DemoAccount> Accounts => Demo.Accounts;

    /// <summary>One round is enough here: what a hash costs is another test's matter.</summary>
    private static string Hash { get; } = Passwords.Hash(Password, 1);

    public static DemoAccount AccountOf(string user) => Demo.Accounts.Single(account => account.User == user);

    public static string PersonOf(string user) => AccountOf(user).PersonId;

    public static string GridOf(string user) => AccountOf(user).Grid!;

    /// <summary>A client that is signed in.</summary>
    public async Task<HttpClient> As(string user)
    {
        if (!cookies.TryGetValue(user, out var cookie))
        {
            var answer = await Anonymous.PostAsJsonAsync("/api/session", new { user, password = Password });
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            cookies[user] = cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        return WithCookie(cookie);
    }

    public HttpClient WithCookie(string cookie)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    /// <summary>Sends a signed request as the hotline's system does.</summary>
    public Task<HttpResponseMessage> Signed(HttpMethod method, string path, object? body = null, string? key = null, Action<HttpRequestMessage>? change = null)
    {
        var bytes = body is null ? [] : body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web));
        var request = new HttpRequestMessage(method, new Uri(Anonymous.BaseAddress!, path));
        if (body is not null) request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        RequestSignature.Sign(request, bytes, Key, Secret, Clock.GetUtcNow());
        change?.Invoke(request);
        return Anonymous.SendAsync(request);
    }

    /// <summary>An order that is taken.</summary>
    public static JsonObject Order(string orderNo, string? grid = null) => new()
    {
        ["orderNo"] = orderNo,
        ["receivedAt"] = Start.ToString("O"),
        ["kind"] = "complaint",
        ["category"] = "dispute.neighbour",
        ["urgency"] = "normal",
        ["title"] = "楼上夜里装修",
        ["text"] = "楼上住户夜里装修，影响休息。",
        ["address"] = DoorOf(orderNo),
        ["gridCode"] = grid ?? GridOf("worker-1"),
        ["caller"] = new JsonObject { ["name"] = "张三丰", ["phone"] = PhoneOf(orderNo), ["idNumber"] = "440804199001011234" },
    };

    /// <summary>Whose order it is: every number is of another caller, at another door.</summary>
    public static string DoorOf(string orderNo) => $"某小区{Digits(orderNo)}栋";

    public static string PhoneOf(string orderNo) => $"138{Digits(orderNo)}5678";

    /// <summary>Hands in an order and gives the case's id.</summary>
    public async Task<string> Accept(string orderNo, Action<JsonObject>? change = null)
    {
        var order = Order(orderNo);
        change?.Invoke(order);
        var answer = await Signed(HttpMethod.Post, "/api/hotline/orders", order.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Json())["caseId"]!.GetValue<string>();
    }

    /// <summary>Makes a move that is expected to be made.</summary>
    public async Task<JsonNode> Move(string user, string caseId, object command)
    {
        var answer = await (await As(user)).PostAsJsonAsync($"/api/cases/{caseId}/commands", command);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await app.DisposeAsync();
        journal.Dispose();
    }

    private static string Digits(string orderNo) =>
        (BitConverter.ToUInt16(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(orderNo))) % 10_000).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Keys(KeyRing ring) : ICallerKeys
    {
        public string? Of(string? phone) => ring.Callers.Of(phone);

        public string? OfAddress(string? address) => ring.Callers.OfAddress(address);
    }

    private sealed class DevClock(VirtualClock clock) : IDevClock
    {
        public DateTimeOffset Now => clock.GetUtcNow();

        public Task<DateTimeOffset> AdvanceTo(DateTimeOffset instant, CancellationToken cancellation = default)
        {
            clock.Set(instant);
            return Task.FromResult(clock.GetUtcNow());
        }
    }

    /// <summary>No orchestration runs here: what a case does by itself is done at the next move, as the record says.</summary>
    private sealed class NoWorkflows : IWorkflowClient
    {
        public Task<bool> Start<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default) => Task.FromResult(true);

        public Task<bool> Send<T>(string instanceId, Signal<T> signal, T payload, CancellationToken cancellation = default) => Task.FromResult(true);

        public Task<InstanceView?> Find(string instanceId, CancellationToken cancellation = default) => Task.FromResult<InstanceView?>(null);

        public Task<IReadOnlyList<InstanceView>> ListParked(int limit, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<InstanceView>>([]);

        public Task<bool> Unpark(string instanceId, CancellationToken cancellation = default) => Task.FromResult(false);

        public Task<int> Purge(DateTimeOffset endedBefore, CancellationToken cancellation = default) => Task.FromResult(0);
    }
}

/// <summary>A channel that answers as the test says.</summary>
public sealed class FakeTester : IChannelTester
{
    public SendResult Result { get; set; } = SendResult.Arrived;

    public (NoticeChannel Channel, Person Receiver)? Tried { get; private set; }

    public Task<SendResult> Try(NoticeChannel channel, Person receiver, CancellationToken cancellation = default)
    {
        Tried = (channel, receiver);
        return Task.FromResult(Result);
    }
}

/// <summary>A host that is as the test says.</summary>
public sealed class FakeProbe : IHostProbe
{
    public HostState State { get; set; } = new(true, [], new(3, 0, 0, TimeSpan.Zero, TimeSpan.FromMilliseconds(4), 17));

    public HostState Look() => State;
}

internal static class Answers
{
    public static async Task<JsonNode> Json(this HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>Asserts a problem+json with this status and code, and gives it.</summary>
    public static async Task<JsonNode> Problem(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"expected {status} {code}, got {(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.False(string.IsNullOrWhiteSpace(problem["detail"]!.GetValue<string>()));
        return problem;
    }

    public static Task<HttpResponseMessage> PostText(this HttpClient client, string path, string body, string type = "application/json", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }
}
