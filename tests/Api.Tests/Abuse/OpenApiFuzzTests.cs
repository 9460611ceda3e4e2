using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Requests made out of the OpenAPI document and spoiled: no door ever answers with a fault, and what it refuses changes nothing.</summary>
public sealed class OpenApiFuzzTests(ITestOutputHelper output)
{
    /// <summary>After so many requests the county is made anew, so that what was taken does not end the campaign: an account disabled, a directory emptied.</summary>
    private const int OneCounty = 1_000;

    [Fact]
    public async Task Every_door_answers_whatever_is_sent_by_the_laws_and_what_it_refuses_changes_nothing()
    {
        var county = await OneCampaign.Begin();
        var answered = 0;
        var statuses = new SortedDictionary<int, int>();
        // All of them at once: an answer that nobody wrote down is an omission, not a fault.
        var untold = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            FuzzCampaign.Check(usual: 1_000, share: 70, county.Operations.Length, seed =>
            {
                if (++answered % OneCounty == 0) county = OneCampaign.Renew(county).GetAwaiter().GetResult();
                return county.Ask(seed, untold, statuses).GetAwaiter().GetResult();
            });
            output.WriteLine($"{answered} requests: " + string.Join(", ", statuses.Select(status => $"{status.Value} × {status.Key}")));
            Assert.True(statuses.Where(status => status.Key < 300).Sum(status => status.Value) > answered / 10, "What is sent is too odd to come past the first look: " + string.Join(", ", statuses));
            Assert.True(untold.Count == 0, "Not written down in the OpenAPI document: " + string.Join("; ", untold));
        }
        finally
        {
            await county.Town.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_manual_clock_is_moved_by_nothing_that_is_no_time()
    {
        await using var host = new ApiHost(options => options.AnonymousRequestsPerMinute = 10_000_000);
        JsonNode[] moves = [new JsonObject { ["advanceBy"] = "PT1S" }, new JsonObject { ["advanceTo"] = "2026-02-14T09:00:00+08:00" }];
        var operation = (await OpenApi.Load()).Of("POST", "/api/dev/clock");
        FuzzCampaign.Check(usual: 100, share: 1, moves.Length, seed =>
        {
            var (dice, before) = (new Random(seed), host.Clock.GetUtcNow());
            var body = Mutation.Json(moves[seed % moves.Length], dice.Next(3), dice);
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("http://localhost/api/dev/clock")) { Content = new ByteArrayContent(Mutation.Bytes(body, dice)) { Headers = { ContentType = new("application/json") } } };
            using var answer = host.Anonymous.SendAsync(message).GetAwaiter().GetResult();
            var broken = AnswerLaws.Broken(new(operation, message, false, false, body), answer, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
            return broken is not null ? $"{body}: {broken}" : host.Clock.GetUtcNow() < before || (!answer.IsSuccessStatusCode && host.Clock.GetUtcNow() != before) ? $"{body} moved the clock" : null;
        });
    }

    /// <summary>One county under fire.</summary>
    private sealed class OneCampaign
    {
        private readonly RequestMaker maker;
        private string standing = "";

        private OneCampaign(ForeignTown town, OpenApi document, IReadOnlyDictionary<string, JsonNode[]> samples)
        {
            Town = town;
            maker = new(document, town, samples);
            // The clock is moved by another test: whatever is due then comes, and a refusal would have changed something.
            Operations = [.. document.Operations.Where(one => one.Path != "/api/dev/clock" || one.Method == "GET")];
        }

        public ForeignTown Town { get; }

        public Operation[] Operations { get; }

        public static async Task<OneCampaign> Renew(OneCampaign old)
        {
            await old.Town.DisposeAsync();
            return await Begin();
        }

        public static async Task<OneCampaign> Begin()
        {
            var town = new ForeignTown();
            await town.InitializeAsync();
            return new(town, await OpenApi.Load(), await FuzzCampaign.Samples(town.Host)) { standing = await FuzzCampaign.Standing(town.Host) };
        }

        public async Task<string?> Ask(int seed, SortedSet<string> untold, SortedDictionary<int, int> statuses)
        {
            var dice = new Random(seed);
            var operation = Operations[seed % Operations.Length];
            var door = EveryDoor.Of(operation.Method, operation.Path);
            var request = maker.Make(operation, dice);
            using var message = request.Message;
            var user = door.Plate.IsOpenToAnyone ? null : FuzzCampaign.UserFor(door, dice);
            var client = user is null ? Town.Host.Anonymous : await Town.Host.As(user);
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            var text = door.Streams && answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync();
            statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
            if (AnswerLaws.Broken(request, answer, text) is { } broken) return $"{request.Told} as {user ?? "anybody"}: {broken}: {(int)answer.StatusCode} {text[..Math.Min(600, text.Length)]}";
            if (AnswerLaws.Untold(request, answer, text) is { } omission) untold.Add(omission);
            if (door.Reads) return null;
            var now = await FuzzCampaign.Standing(Town.Host);
            var changed = now != standing;
            (standing, var before) = (now, standing);
            return changed && (int)answer.StatusCode >= 400 ? $"{request.Told} as {user}: refused with {(int)answer.StatusCode} {text}, and yet it changed {before} to {now}" : null;
        }
    }
}
