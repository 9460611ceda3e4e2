using System.Text.Json;
using GridCase.Checker;

namespace GridCase.Faults;

/// <summary>
/// Holds what senders were told against what stands in the record: each accepted input is one fact of its case, and no fact of a person is there without an input.
/// From the facts follows when the server received each input.
/// </summary>
internal static class InputsInFacts
{
    /// <summary>Facts that come with another one, by the same act.</summary>
    private static readonly HashSet<string> Attendants = ["replied", "visit-skipped", "rework-ordered", "verified", "resolved", "closed", "triaged"];

    public static (IReadOnlyList<TimedInput> Times, IReadOnlyList<string> Breaches) Of(CountyRecord record, IReadOnlyCollection<Accepted> inputs)
    {
        var (times, breaches) = (new List<TimedInput>(), new List<string>());
        var cases = record.Cases.ToDictionary(one => one.Id);
        foreach (var input in inputs)
        {
            if (!cases.TryGetValue(input.CaseId, out var one)) continue;
            var made = one.Facts.Select(WrittenFact.Of).Where(fact => fact.Type == input.Input.Makes && fact is { IsByClock: false, IsByRule: false }).ToList();
            if (made is [var fact]) times.Add(new(input.Input, input.CaseId, fact.Number, fact.At));
            else breaches.Add($"{input.Input} was accepted and is in {made.Count} facts of case {input.CaseId}.");
        }

        var known = times.Select(time => (time.CaseId, time.Fact)).ToHashSet();
        foreach (var one in record.Cases)
        {
            foreach (var fact in one.Facts.Select(WrittenFact.Of))
            {
                // Joined by an act of the same instant: a report dealt with on the spot, a reply with its result.
                var attends = Attendants.Contains(fact.Type) && times.Any(time => time.CaseId == one.Id && time.Fact < fact.Number && time.At == fact.At);
                if (!fact.IsByClock && !known.Contains((one.Id, fact.Number)) && !attends) breaches.Add($"Fact {fact.Number} ({fact.Type}) of case {one.Id} came from nobody's input.");
            }
        }

        return ([.. times.OrderBy(time => time.At).ThenBy(time => time.CaseId, StringComparer.Ordinal).ThenBy(time => time.Fact)], breaches);
    }
}

/// <summary>An accepted input with the instant at which the server received it.</summary>
/// <param name="Fact">The number of the fact that it became.</param>
internal sealed record TimedInput(Input Input, string CaseId, int Fact, DateTimeOffset At);

/// <summary>A fact as it is written.</summary>
/// <param name="IsByRule">A rule that says auto confirmed what came in, in the same act.</param>
internal sealed record WrittenFact(int Number, DateTimeOffset At, string Type, bool IsByClock, bool IsByRule, string Json)
{
    public static WrittenFact Of(FactRecord record)
    {
        using var document = JsonDocument.Parse(record.Json);
        var body = document.RootElement;
        var by = body.GetProperty("by").GetString()!;
        var fact = body.GetProperty("fact");
        var isByRule = fact.TryGetProperty("auto", out var auto) && auto.GetBoolean();
        return new(record.Number, body.GetProperty("at").GetDateTimeOffset(), fact.GetProperty("type").GetString()!, by is "system:clock" or "system:family", isByRule, record.Json);
    }
}
