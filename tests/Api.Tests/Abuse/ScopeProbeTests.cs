using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Every door, asked by somebody of every role who belongs to another town: what is elsewhere is as unknown as what is nowhere, and stays as it was.</summary>
public sealed partial class ScopeProbeTests(ForeignTown town) : IClassFixture<ForeignTown>
{
    public static TheoryData<string, string> Naming => EveryDoor.Where(door => ThingIn(door) is not null);

    public static TheoryData<string, string> Lists => EveryDoor.Where(door => door.Reads && !door.Streams && !door.Path.Contains('{', StringComparison.Ordinal));

    public static TheoryData<string, string> Streams => EveryDoor.Where(door => door.Streams);

    public static TheoryData<string, string> Closed => EveryDoor.Where(door => !door.Plate.IsOpenToAnyone);

    [Theory]
    [MemberData(nameof(Naming))]
    public async Task What_is_elsewhere_is_answered_as_what_is_nowhere_and_stays_as_it_was(string method, string path)
    {
        var door = EveryDoor.Of(method, path);
        var thing = ThingIn(door)!;
        var before = await town.Standing();
        foreach (var (who, client) in await Strangers(door))
        {
            if (IsOfTheCountyFor(thing, who)) continue;
            var foreign = await Ask(client, door, thing, town.Thing(thing).Foreign);
            var unknown = await Ask(client, door, thing, town.Thing(thing).Unknown);
            TellsNothing(foreign.Text, $"{method} {path} as {who}");
            // Whoever oversees knows who works in the county, and of others than the own town's no more than that.
            if (thing == "person" && foreign.Status == 200) continue;
            Assert.True(
                foreign.Status is 403 or 404,
                $"{method} {path} as {who} answered {foreign.Status} {foreign.Text} for a {thing} of another town. If the door never came to look at the scope, the body made from its schema is not good enough: give {nameof(SampleBody)}.{nameof(SampleBody.UsualWords)} the word that it lacks.");
            Assert.Equal(unknown, foreign);
        }

        Assert.Equal(before, await town.Standing());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task No_list_and_no_file_tells_anything_of_elsewhere_however_it_is_filtered(string method, string path)
    {
        var door = EveryDoor.Of(method, path);
        var filters = (await OpenApi.Load()).Operations.Where(one => one.Method == method && one.Path == path).SelectMany(one => one.Parameters).Where(one => one.In == "query")
            .Select(one => (one.Name, Thing: ForeignNames.InQuery(path, one.Name))).Where(one => one.Thing is not null).ToList();
        foreach (var (who, client) in await Strangers(door))
        {
            using var all = await client.GetAsync(path);
            TellsNothing(await all.Content.ReadAsStringAsync(), $"{path} as {who}");
            Assert.True((int)all.StatusCode < 500, $"{path} as {who} answered {all.StatusCode}");
            foreach (var (name, thing) in filters)
            {
                var (foreign, unknown) = town.Thing(thing!);
                var asked = await Ask(client, door, thing!, foreign, $"?{name}={Uri.EscapeDataString(foreign)}");
                TellsNothing(asked.Text, $"{path}?{name} as {who}");
                Assert.Equal(await Ask(client, door, thing!, unknown, $"?{name}={Uri.EscapeDataString(unknown)}"), asked);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_stream_tells_of_the_own_town_only(string method, string path)
    {
        var (foreign, own) = (town.Thing("case").Foreign, await town.MakeOwnCase("own-streamed"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var (who, client) in await Strangers(EveryDoor.Of(method, path)))
        {
            // The hotline is told of its own orders, and there is none here.
            if (who == KebabCase.Of(Role.Hotline)) continue;
            using var answer = await client.SendAsync(new(new(method), path), HttpCompletionOption.ResponseHeadersRead);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await town.Host.Move("dispatcher", foreign, new { command = "comment", text = ForeignTown.Word });
            await town.Host.Move("dispatcher", own, new { command = "comment", text = "here" });
            var heard = "";
            while (!heard.Contains(own, StringComparison.Ordinal)) heard += await lines.ReadLineAsync(patience.Token) + "\n";
            TellsNothing(heard, $"{path} as {who}");
        }
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task A_door_opens_to_no_role_and_no_key_but_its_own(string method, string path)
    {
        var door = EveryDoor.Of(method, path);
        var address = Place().Replace(path, "x");
        foreach (var role in ForeignTown.Roles.Where(role => !door.Plate.Roles.IsEmpty && !door.Plate.Roles.Contains(role)))
            await (await (await town.Stranger(role)).SendAsync(new(new(method), address) { Content = await Empty(door) })).Problem(403, "role-lacks-operation");
        foreach (var purpose in Enum.GetValues<KeyPurpose>().Where(purpose => door.Keys?.Purposes.Contains(purpose) != true))
        {
            await town.Host.Stores.Accounts.SaveKey(new("probe-" + purpose, ApiHost.Secret, ApiHost.PersonOf("dispatcher"), null) { Purpose = purpose });
            using var request = new HttpRequestMessage(new(method), new Uri(town.Host.Anonymous.BaseAddress!, address)) { Content = await Empty(door) };
            RequestSignature.Sign(request, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(), "probe-" + purpose, ApiHost.Secret, town.Host.Clock.GetUtcNow());
            await (await town.Host.Anonymous.SendAsync(request)).Problem(403, "key-lacks-operation");
        }
    }

    /// <summary>The thing that an address names, of those that lie somewhere; the last where it names several.</summary>
    private static string? ThingIn(OneDoor door) => Place().Matches(door.Path).Select(place => ForeignNames.InPath(door.Path, place.Groups[1].Value)).LastOrDefault(thing => thing is not null);

    /// <summary>What an administrator notes for the whole county, wherever the own place is.</summary>
    private static bool IsOfTheCountyFor(string thing, string who) => thing == "absence" && who == KebabCase.Of(Role.Administrator);

    private async Task<IReadOnlyList<(string Who, HttpClient Client)>> Strangers(OneDoor door)
    {
        if (door.Plate.IsOpenToAnyone) return [("anybody", town.Host.Anonymous)];
        var clients = new List<(string, HttpClient)>();
        foreach (var role in ForeignTown.Roles.Where(role => door.Plate.Roles.IsEmpty || door.Plate.Roles.Contains(role))) clients.Add((KebabCase.Of(role), await town.Stranger(role)));
        return clients;
    }

    /// <summary>The answer, with what was asked for taken out of it, so that two answers can be compared.</summary>
    private async Task<(int Status, string Text)> Ask(HttpClient client, OneDoor door, string thing, string named, string query = "")
    {
        var address = Place().Replace(door.Path, place => place.Groups[1].Value switch
        {
            "format" => "json",
            "channel" => "window",
            _ => Uri.EscapeDataString(named),
        });
        using var request = new HttpRequestMessage(new(door.Method), address + query);
        if (!door.Reads) request.Content = await BodyOf(door, named);
        if (door.Key is not null) request.Headers.Add("Idempotency-Key", $"probe-{thing}");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, RequestId().Replace(text, "").Replace($"\"{named}\"", "…", StringComparison.Ordinal));
    }

    private static async Task<HttpContent?> BodyOf(OneDoor door, string named)
    {
        var document = await OpenApi.Load();
        if (document.Of(door.Method, door.Path).Body is not { } schema) return await Empty(door);
        var words = new Dictionary<string, System.Text.Json.Nodes.JsonNode?>(SampleBody.UsualWords) { ["id"] = named };
        if (door.Path.EndsWith("cases/{caseId}/reveal", StringComparison.Ordinal)) words["field"] = "caller-phone";
        return new StringContent(new SampleBody(document, words).Of(schema)!.ToJsonString(), Encoding.UTF8, "application/json");
    }

    /// <summary>Nothing, in a form that the door takes: what is refused is to be refused by the gate.</summary>
    private static async Task<HttpContent?> Empty(OneDoor door)
    {
        if (door.Reads || door.Method == "DELETE") return null;
        var types = (await OpenApi.Load()).Operations.Where(one => one.Method == door.Method && one.Path == door.Path).SelectMany(one => one.MediaTypes).ToList();
        return types.Contains("multipart/form-data") ? new MultipartFormDataContent() : new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private void TellsNothing(string text, string where)
    {
        foreach (var mark in town.Marks) Assert.False(text.Contains(mark, StringComparison.Ordinal), $"{where} tells of another town: {mark} in {text[..Math.Min(400, text.Length)]}");
    }

    [GeneratedRegex(@"\{([A-Za-z_]+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestId();
}
