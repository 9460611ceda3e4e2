using System.Text.Json.Nodes;
using GridCase.Checker;
using GridCase.Local.Hosting;
using GridCase.Scenarios.Hosts;

namespace GridCase.Faults;

/// <summary>
/// The accepted inputs once more, each at the instant at which the server received it, in a fresh county in this process, in virtual time and without any fault.
/// "Facts do not depend on when a timer happened to wake, and the same inputs give the same facts on every host" (design §1).
/// </summary>
/// <remarks>
/// Compared is the whole text of each fact: number, instant, who in which role for which unit, type and data. Left out are the hashes, which follow from these texts,
/// and <c>proposalRank</c> of a dispatch: it tells which of the units proposed was taken, and what is proposed follows from what other cases had come to at that
/// moment, which is no input of this case.
/// </remarks>
internal sealed class SecondExecution
{
    private readonly CountyRecord record;
    private readonly IReadOnlyList<string> refused;

    private SecondExecution(CountyRecord record, IReadOnlyList<string> refused) => (this.record, this.refused) = (record, refused);

    /// <summary>How many facts there are to compare with.</summary>
    public int Facts => record.Cases.Sum(one => one.Facts.Count);

    public static async Task<SecondExecution> Of(ReadyCounty county, IReadOnlyList<TimedInput> inputs, DateTimeOffset until, string folder)
    {
        county.CopyTo(folder);
        var refused = new List<string>();
        if (inputs.Count > 0)
        {
            await using var host = await CountyHost.Start(new() { Folder = folder, Port = 0, ManualClock = true, Start = inputs[0].At.AddSeconds(-1) });
            using var client = new CountyClient(host.Address, folder, () => DateTimeOffset.UtcNow, county.Cookies);
            var now = DateTimeOffset.MinValue;
            foreach (var input in inputs)
            {
                if (input.At > now) await MoveTo(client, now = input.At);
                var reply = await Courier.Ask(client, input.Input, input.CaseId);
                if (!reply.IsTaken) refused.Add($"{input.Input} was accepted at {input.At:O}, and is refused when it is executed again: {(int)reply.Status} {reply.Code} {reply.Text("detail")}");
            }

            if (until > now) await MoveTo(client, until);
        }

        return new(CountyRecord.Read(folder), refused);
    }

    /// <summary>Case by case, what is not the same up to an instant.</summary>
    public IEnumerable<string> Differences(CountyRecord first, DateTimeOffset until)
    {
        foreach (var one in refused) yield return one;
        var again = record.Cases.ToDictionary(one => one.Id);
        foreach (var one in first.Cases)
        {
            if (!again.Remove(one.Id, out var other)) yield return $"Case {one.Id} does not come about when its inputs are executed again.";
            else if (Difference(Texts(one, until), Texts(other, until)) is { } what) yield return $"Executed again, case {one.Id} has other facts: {what}";
        }

        foreach (var id in again.Keys) yield return $"Case {id} comes about only when the inputs are executed again.";
    }

    private static string? Difference(IReadOnlyList<JsonObject> one, IReadOnlyList<JsonObject> other)
    {
        foreach (var (was, becomes) in one.Zip(other))
            if (!JsonNode.DeepEquals(was, becomes)) return $"fact {was["number"]}: {Only(was, becomes)} becomes {Only(becomes, was)}.";
        return one.Count == other.Count ? null
            : one.Count > other.Count ? $"there is no fact {other.Count + 1}: {one[other.Count].ToJsonString()}."
            : $"there is one more: {other[one.Count].ToJsonString()}.";
    }

    /// <summary>What stands in one text and not in the other.</summary>
    private static string Only(JsonObject one, JsonObject other) =>
        new JsonObject(Flat(one).Where(field => !JsonNode.DeepEquals(field.Value, Flat(other).FirstOrDefault(same => same.Key == field.Key).Value)).Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value?.DeepClone()))).ToJsonString();

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Flat(JsonObject body) => body.Where(field => field.Key != "fact").Concat(body["fact"]!.AsObject());

    private static List<JsonObject> Texts(CaseRecord one, DateTimeOffset until) => [.. one.Facts.Select(WrittenFact.Of).Where(fact => fact.At <= until).Select(fact => Comparable(fact.Json))];

    private static JsonObject Comparable(string json)
    {
        var body = JsonNode.Parse(json)!.AsObject();
        body["fact"]!.AsObject().Remove("proposalRank");
        return body;
    }

    private static async Task MoveTo(CountyClient client, DateTimeOffset instant) => (await client.Post("", "/api/dev/clock", new { advanceTo = instant })).Taken();
}
