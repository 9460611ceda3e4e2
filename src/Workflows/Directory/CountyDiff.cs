using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GridCase.Workflows.Directory;

/// <summary>What differs between two states of a county, entry by entry, in the order of the document: the lists, then changed and added ones, then removed ones.</summary>
public static class CountyDiff
{
    private static readonly JsonSerializerOptions Compared = new(CountyJson.Options) { Converters = { new InUtc() } };

    public static ImmutableArray<EntryChange> Between(County before, County after)
    {
        var changes = ImmutableArray.CreateBuilder<EntryChange>();
        if (before.Code != after.Code || before.Name != after.Name)
            changes.Add(new($"county {after.Code}", EntryChangeKind.Changed, [.. before.Code != after.Code ? ["code"] : Array.Empty<string>(), .. before.Name != after.Name ? ["name"] : Array.Empty<string>()]));
        Compare(changes, "unit", before.Units, after.Units, unit => unit.Code);
        Compare(changes, "grid", before.Grids, after.Grids, grid => grid.Code);
        Compare(changes, "post", before.Posts, after.Posts, post => post.Code);
        Compare(changes, "person", before.People, after.People, person => person.Id);
        Compare(changes, "absence", before.Absences, after.Absences, AbsenceKey.Of);
        Compare(changes, "category", before.Categories, after.Categories, category => category.Code);
        Compare(changes, "former grid", before.FormerGrids, after.FormerGrids, former => former.Code);
        Compare(changes, "former unit", before.FormerUnits, after.FormerUnits, former => former.Code);
        return changes.DrainToImmutable();
    }

    private static void Compare<T>(ImmutableArray<EntryChange>.Builder changes, string word, ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> key)
        where T : class
    {
        if (before == after)
            return;
        // A document may name an entry twice; the check of the county says so later.
        var left = before.DistinctBy(key).ToDictionary(key);
        var kept = new HashSet<string>();
        foreach (var entry in after)
        {
            var code = key(entry);
            if (!kept.Add(code))
                continue;
            if (!left.Remove(code, out var old))
                changes.Add(new($"{word} {code}", EntryChangeKind.Added, []));
            else if (!ReferenceEquals(old, entry) && FieldsThatDiffer(old, entry) is { IsEmpty: false } fields)
                changes.Add(new($"{word} {code}", EntryChangeKind.Changed, fields));
        }

        foreach (var entry in before)
            if (left.Remove(key(entry)))
                changes.Add(new($"{word} {key(entry)}", EntryChangeKind.Removed, []));
    }

    private static ImmutableArray<string> FieldsThatDiffer<T>(T before, T after)
    {
        var (old, now) = (Json(before), Json(after));
        return [.. old.Select(field => field.Key).Union(now.Select(field => field.Key)).Where(field => !JsonNode.DeepEquals(old[field], now[field]))];
    }

    private static JsonObject Json<T>(T entry) => JsonSerializer.SerializeToNode(entry, Compared)!.AsObject();

    /// <summary>The same instant at another offset is no difference.</summary>
    private sealed class InUtc : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToUniversalTime());
    }
}
