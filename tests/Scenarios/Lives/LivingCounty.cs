using GridCase.Engine;
using GridCase.Local.Hosting;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Intake;
using Microsoft.Data.Sqlite;

namespace GridCase.Scenarios.Lives;

/// <summary>The demo county running in virtual time, in memory or on disk, calm or hostile; people act by their account names.</summary>
internal sealed class LivingCounty : IAsyncDisposable
{
    public const string Grid = "440804001001001";
    public const string Urban = "440804-cgj";
    public const string Traffic = "440804-jtj";

    private static readonly (County County, IReadOnlyList<DemoAccount> Accounts) Demo = DemoCounty.Build();
    private readonly VirtualClock clock;

    private LivingCounty(CountyRuntime runtime, VirtualClock clock)
    {
        Runtime = runtime;
        this.clock = clock;
    }

    public CountyRuntime Runtime { get; }

    public static async Task<LivingCounty> Open(string start, string? folder = null, HostileMode? hostile = null, bool watchdog = true, Uri? hotline = null, Uri? webhook = null, Func<County, County>? with = null)
    {
        var clock = new VirtualClock(Instant(start));
        var runtime = await CountyRuntime.Open(new()
        {
            Folder = folder,
            Clock = clock,
            Seed = with?.Invoke(Demo.County) ?? Demo.County,
            Hostile = hostile,
            Watchdog = watchdog,
            Delivery = new(hotline, webhook),
            SyncEveryCommit = false,
        });
        return new(runtime, clock);
    }

    public static DateTimeOffset Instant(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public static Registration Order(string no, string receivedAt, string category = "facility.manhole-cover") => new()
    {
        Channel = Channel.Hotline,
        ExternalId = no,
        ContentHash = no,
        Kind = CaseKind.Complaint,
        Category = category,
        Text = "井盖不见了",
        GridCode = Grid,
        Caller = new("张三", "13812345678", null),
        ReceivedAt = Instant(receivedAt),
    };

    /// <summary>Moves time, letting happen on the way what is due.</summary>
    public Task Until(string local) => Runtime.Engine.AdvanceTo(Instant(local));

    public async Task<string> Register(Registration registration, string user = "hotline-operator")
    {
        var answer = await Runtime.Desk.Register(registration, Actor(user), clock.GetUtcNow());
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        await Runtime.Engine.RunToRest();
        return answer.File!.Id;
    }

    /// <summary>Makes a move that must be taken, and lets the county come to rest.</summary>
    public async Task<CaseFile> Do(string user, string caseId, Command command)
    {
        var answer = await Runtime.Desk.Move(caseId, command, Actor(user), clock.GetUtcNow());
        Assert.True(answer.Refusal is null, $"{command.GetType().Name} by {user} was refused: {answer.Refusal?.Code} {answer.Refusal?.Detail}");
        await Runtime.Engine.RunToRest();
        return answer.File!;
    }

    public async Task<Refusal> Refused(string user, string caseId, Command command)
    {
        var answer = await Runtime.Desk.Move(caseId, command, Actor(user), clock.GetUtcNow());
        return answer.Refusal ?? throw new Xunit.Sdk.XunitException($"{command.GetType().Name} by {user} was taken.");
    }

    public async Task<CaseFile> Case(string caseId) => (await Runtime.Cases.Find(caseId))!;

    public async Task<IReadOnlyList<RecordedFact>> Facts(string caseId) => await Runtime.Cases.Facts(caseId, 0, 1_000);

    public async Task<IReadOnlyList<Notice>> Notices(string caseId) =>
        [.. (await Runtime.Notices.List(new() { CaseId = caseId, Limit = 200 })).Notices.Select(kept => kept.Notice)];

    public Actor Actor(string user)
    {
        var account = Demo.Accounts.Single(one => one.User == user);
        return Workflows.Directory.Actor.Of(Runtime.Directory.Current.Person(account.PersonId)!, account.Roles[0]);
    }

    /// <summary>Removes an orchestration from the database of a county that is not running, as if it had never been written.</summary>
    public static void Lose(string folder, string instanceId)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "gridcase.db")};Pooling=False");
        connection.Open();
        foreach (var table in new[] { "engine_timer", "engine_turn", "engine_inbox", "engine_task", "engine_instance" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM {table} WHERE key IN (SELECT key FROM engine_instance WHERE id = $id)";
            command.Parameters.AddWithValue("$id", instanceId);
            command.ExecuteNonQuery();
        }
    }

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();
}
