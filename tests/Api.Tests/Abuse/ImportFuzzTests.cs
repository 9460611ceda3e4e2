using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GridCase.Workflows.Care;
using GridCase.Workflows.Directory.Import;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Files at the doors that take them: whatever stands in them they are taken whole or not at all, and what is wrong is said by its place.</summary>
public sealed partial class ImportFuzzTests(ForeignTown town) : IClassFixture<ForeignTown>
{
    private const int FiveMegabytes = 5 * 1024 * 1024;

    /// <summary>Documents that administrators send: each is refused or found fault with by the path of what is wrong.</summary>
    private static readonly string[] Documents = ["PUT /api/outlines", "PUT /api/policies/deadlines/draft", "POST /api/policies/deadlines/draft/check", "PUT /api/calendars/{id}", "POST /api/calendars/{id}/draft/check", "POST /api/calendars/{id}/import"];

    private static readonly JsonNode Notice = JsonNode.Parse("""{"year":2027,"papers":["https://www.gov.cn/x"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"春节","date":"2027-02-13","isOffDay":false}]}""")!;

    [Fact]
    public async Task Every_door_for_files_has_a_sample_here()
    {
        var doors = (await OpenApi.Load()).Operations.Where(one => one.MediaTypes.Contains("text/csv")).Select(one => one.ToString()).Order();
        Assert.True(doors.SequenceEqual(ImportFiles.Sound.Keys.Order()), $"Doors that take CSV are {string.Join(", ", doors)}: give each a file that is taken in {nameof(ImportFiles)}.{nameof(ImportFiles.Sound)}.");
    }

    [Fact]
    public async Task The_samples_are_taken_so_that_what_is_spoiled_in_them_counts()
    {
        var admin = await town.Host.As("admin");
        foreach (var (door, files) in ImportFiles.Sound)
            foreach (var (query, file) in files)
            {
                using var answer = await admin.PostAsync($"{door[5..]}{query}&dryRun=true", Csv(Encoding.UTF8.GetBytes(file)));
                Assert.True(answer.IsSuccessStatusCode, $"{door}{query}: {await answer.Content.ReadAsStringAsync()}");
            }
    }

    [Fact]
    public async Task A_spoiled_file_is_taken_whole_or_not_at_all_and_what_is_wrong_is_said_by_row()
    {
        var document = await OpenApi.Load();
        var admin = await town.Host.As("admin");
        var files = ImportFiles.Sound.SelectMany(door => door.Value.Select(file => (Door: door.Key, file.Query, file.File))).ToList();
        FuzzCampaign.Check(usual: 240, share: 15, files.Count, seed =>
        {
            var dice = new Random(seed);
            var (door, query, file) = files[seed % files.Count];
            var bytes = ImportFiles.Spoiled(file, dice);
            return Broken(document.Of("POST", door[5..]), admin, $"{door[5..]}{query}{(dice.Next(2) == 0 ? "&dryRun=true" : "&expectedVersion=" + Version())}", bytes, "text/csv").GetAwaiter().GetResult();
        });
    }

    [Fact]
    public async Task A_spoiled_policy_calendar_or_outline_is_refused_by_the_path_of_what_is_wrong()
    {
        var document = await OpenApi.Load();
        var admin = await town.Host.As("admin");
        var samples = await FuzzCampaign.Samples(town.Host);
        FuzzCampaign.Check(usual: 240, share: 15, Documents.Length, seed =>
        {
            var dice = new Random(seed);
            var door = Documents[seed % Documents.Length].Split(' ');
            var sound = samples.GetValueOrDefault(string.Join(' ', door)) is { } known ? known[dice.Next(known.Length)] : Notice;
            var bytes = Mutation.Bytes(Mutation.Json(sound, dice.Next(4), dice), dice);
            return Broken(document.Of(door[0], door[1]), admin, door[1].Replace("{id}", "cn", StringComparison.Ordinal), bytes, "application/json").GetAwaiter().GetResult();
        });
    }

    [Theory]
    [InlineData("a hundred thousand columns", "422 import-has-faults")]
    [InlineData("five million columns", "422 import-has-faults")]
    [InlineData("a hundred thousand cells in the second row", "200")]
    [InlineData("a million lines", "422 too-many-rows")]
    [InlineData("a million blank lines", "200")]
    [InlineData("nothing but quotes", "422 import-has-faults")]
    [InlineData("a quote that is never closed", "422 import-has-faults")]
    [InlineData("five thousand rows of many short cells", "422 import-has-faults")]
    [InlineData("one byte too many", "413 too-large")]
    [InlineData("NULs", "422 import-has-faults")]
    public async Task A_file_that_is_all_one_thing_is_answered_without_ado(string what, string answered)
    {
        var before = await FuzzCampaign.Standing(town.Host);
        using var answer = await (await town.Host.As("admin")).PostAsync("/api/places/import?dryRun=true", Csv(Encoding.UTF8.GetBytes(Large(what))));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answered == (int)answer.StatusCode + (answer.IsSuccessStatusCode ? "" : " " + JsonNode.Parse(text)!["code"]!.GetValue<string>()), $"{what}: {(int)answer.StatusCode} {text[..Math.Min(300, text.Length)]}");
        Assert.InRange(text.Length, 1, 200_000);
        Assert.Equal(before, await FuzzCampaign.Standing(town.Host));
    }

    [Fact]
    public void Only_what_names_an_entry_is_looked_up_however_many_cells_a_file_has()
    {
        var places = new ImportTable(["name", "场所编号", "kind"], [new(2, ["a", "p-1", "b"]), new(3, ["c", " p-2 ", "d"]), new(4, ["e", "p-1", "f"]), new(5, ["g", "p-3", "h", "i"]), new(6, ["j", new string('x', 65), "k"])]);
        Assert.Equal(["p-1", "p-2"], PlaceImport.Ids(places).AsEnumerable());
        Assert.Empty(PlaceImport.Ids(places with { Columns = ["a", "b", "c"] }));
        Assert.Equal(["r-1"], CareImport.References(new(["reference", "name"], [new(2, ["r-1", "a"]), new(3, [new string('x', 41), "b"])])).AsEnumerable());
    }

    private async Task<string?> Broken(Operation operation, HttpClient client, string address, byte[] bytes, string type)
    {
        var before = await FuzzCampaign.Standing(town.Host);
        using var message = new HttpRequestMessage(new(operation.Method), address) { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } } };
        using var answer = await client.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        message.RequestUri = new(new Uri("http://localhost"), address);
        var told = $"{operation} {address} {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(400, bytes.Length)))}";
        if (AnswerLaws.Broken(new(operation, message, false, false, told), answer, text) is { } broken) return $"{told}: {broken} {text}";
        if (Unplaced(text, answer.IsSuccessStatusCode) is { } unplaced) return $"{told}: {unplaced}: {text}";
        var mayChange = answer.IsSuccessStatusCode && !address.Contains("dryRun=true", StringComparison.Ordinal) && !address.EndsWith("/check", StringComparison.Ordinal);
        return mayChange || await FuzzCampaign.Standing(town.Host) == before ? null : $"{told}: {(int)answer.StatusCode}, and yet something changed: {text}";
    }

    private static string Large(string what)
    {
        const string header = "id,name,kind,grid\n";
        return what switch
        {
            "a hundred thousand columns" => new(',', 100_000),
            "five million columns" => new(',', FiveMegabytes),
            "a hundred thousand cells in the second row" => header + new string(',', 100_000),
            "a million lines" => string.Concat(Enumerable.Repeat("a,b,\n", 1_000_000)),
            "a million blank lines" => header + new string('\n', 1_000_000),
            "nothing but quotes" => new('"', FiveMegabytes),
            "a quote that is never closed" => header + "\"" + new string('x', FiveMegabytes - 100),
            "five thousand rows of many short cells" => header + string.Concat(Enumerable.Range(0, 5_000).Select(row => string.Concat(Enumerable.Range(0, 150).Select(cell => $"{(char)('a' + (cell % 26))}{row},")) + "\n")),
            "NULs" => new('\0', 100_000),
            _ => new('x', FiveMegabytes + 1),
        };
    }

    /// <summary>What a row would do to an entry that the file does not name is said by that entry.</summary>
    [GeneratedRegex("^(county|unit|grid|post|person|absence|category) ")]
    private static partial Regex Entry();

    /// <summary>What is wrong is named, each by its row, its column or its path.</summary>
    private static string? Unplaced(string text, bool taken)
    {
        var answer = JsonNode.Parse(text)!;
        var findings = answer["findings"]?.AsArray();
        if (!taken && answer["code"]!.GetValue<string>() is "import-has-faults" or "outlines-invalid" && findings is not { Count: > 0 }) return "nothing is named";
        return findings?.Any(one => one!["row"] is null && string.IsNullOrEmpty((one["entry"] ?? one["path"] ?? one["column"])?.GetValue<string>()) && !Entry().IsMatch(one["fault"]!.GetValue<string>())) == true ? "something is wrong nowhere" : null;
    }

    private int Version() => town.Host.Stores.DirectorySource.Current.Version;

    private static ByteArrayContent Csv(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
}
