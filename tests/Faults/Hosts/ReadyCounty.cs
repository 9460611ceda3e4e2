using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Faults;

/// <summary>A county that was begun once for all seeds, with a key for applications and sessions of all who act: a start from a copy of it is cheap.</summary>
internal sealed class ReadyCounty
{
    private static readonly DateTimeOffset Begun = DateTimeOffset.Parse("2026-02-09T09:00:00+08:00", CultureInfo.InvariantCulture);
    private static readonly string[] People = ["admin", "dispatcher", "supervisor-centre", "clerk-cgj", "clerk-zjj", "clerk-jtj", "clerk-swj"];
    private static readonly string[] Phones = ["worker-1", "worker-3", "worker-5", "worker-7"];
    private static readonly Lazy<Task<ReadyCounty>> Once = new(Make);

    private readonly string folder;

    private ReadyCounty(string folder) => this.folder = folder;

    /// <summary>The key and secret of the application, as its requests name them.</summary>
    public string ApiKey { get; private init; } = "";

    /// <summary>A service that citizens may ask for.</summary>
    public string Service { get; private init; } = "";

    public IReadOnlyList<ReadyWorker> Workers { get; private init; } = [];

    /// <summary>Sessions that any copy knows, by account.</summary>
    public ConcurrentDictionary<string, string> Cookies { get; private init; } = new();

    public static Task<ReadyCounty> Get() => Once.Value;

    /// <summary>Puts a copy of it into a folder.</summary>
    public void CopyTo(string path) => CountyFolder.CopyFiles(folder, path);

    private static async Task<ReadyCounty> Make()
    {
        var origin = await CountyFolder.Copy(CountyTime.CanJump ? Begun : DateTimeOffset.UtcNow.AddDays(-1));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => origin.Dispose();
        await using var county = await HttpCounty.Open(origin);
        var cookies = new ConcurrentDictionary<string, string>();
        using var client = new CountyClient(county.Address, origin.Path, () => DateTimeOffset.UtcNow, cookies);
        await Task.WhenAll(People.Select(user => client.Get(user, "/api/me")));
        var workers = new List<ReadyWorker>();
        foreach (var user in Phones)
        {
            var me = (await client.Get(user, "/api/me")).Taken();
            workers.Add(new(user, me.Text("personId")!, GridOf(origin.Path, user)));
        }

        var dispatcher = (await client.Get("dispatcher", "/api/me")).Taken().Text("personId");
        var key = (await client.Post("admin", "/api/keys", new { purpose = "open311", name = "市民应用", actsAs = dispatcher })).Taken().Text("apiKey")!;
        var services = (await client.Get("", "/open311/v2/services.json")).Taken().Body;
        var service = services.EnumerateArray().First(one => !one.GetProperty("metadata").GetBoolean()).GetProperty("service_code").GetString()!;
        return new(origin.Path) { ApiKey = key, Service = service, Workers = workers, Cookies = cookies };
    }

    private static string GridOf(string folder, string user)
    {
        using var first = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "first-run.json")));
        return first.RootElement.GetProperty("accounts").EnumerateArray().First(one => one.GetProperty("user").GetString() == user).GetProperty("grid").GetString()!;
    }
}

/// <summary>A grid worker with a phone.</summary>
internal sealed record ReadyWorker(string User, string PersonId, string Grid);
