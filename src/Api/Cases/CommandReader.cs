using System.Collections;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;

namespace GridCase.Api.Cases;

/// <summary>Reads a command by its name, strictly: what it does not know, lacks or finds too long is named.</summary>
internal static class CommandReader
{
    private const string Discriminator = "command";
    private const int MostEntries = 20;
    private const int UsualLength = 128;

    private static readonly FrozenDictionary<string, Shape> Shapes =
        MoveTable.Rows.Where(move => move.OnCasePage).ToFrozenDictionary(move => move.Name, move => Shape.Of(move.Command));

    /// <summary>How long a text may be, by the field's name; everything else is a code or an id.</summary>
    private static readonly FrozenDictionary<string, int> Lengths = new Dictionary<string, int>
    {
        ["text"] = 4000,
        ["reply"] = 4000,
        ["remark"] = 2000,
        ["reason"] = 2000,
    }.ToFrozenDictionary();

    /// <exception cref="ProblemException">400 with the field.</exception>
    public static Command Read(JsonElement json)
    {
        if (!json.TryGetProperty(Discriminator, out var named) || named.ValueKind != JsonValueKind.String)
            throw ProblemException.Malformed("missing-field", "command is required.", Discriminator);
        if (!Shapes.TryGetValue(named.GetString()!, out var shape))
            throw ProblemException.Malformed("unknown-command", $"command is one of {string.Join(", ", MoveTable.Rows.Where(move => move.OnCasePage).Select(move => move.Name))}.", Discriminator);
        foreach (var property in json.EnumerateObject())
            if (property.Name != Discriminator && !shape.Fields.Contains(property.Name))
                throw ProblemException.Malformed("unknown-property", $"{named.GetString()} has no such field; it takes {string.Join(", ", shape.Fields.Order())}.", JsonWalk.Shown(property.Name));
        foreach (var field in shape.Required)
            if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())))
                throw ProblemException.Malformed("missing-field", $"{field} is required.", field);
        var command = (Command)Body.Convert(json, shape.Type);
        CheckBounds(shape, command);
        return command;
    }

    private static void CheckBounds(Shape shape, Command command)
    {
        foreach (var (name, property) in shape.Properties)
        {
            var value = property.GetValue(command);
            if (value is string text) CheckText(name, text);
            else if (value is IEnumerable items) CheckItems(name, items);
            else if (value is int and (< -1_000_000 or > 1_000_000_000)) throw ProblemException.Malformed("out-of-bounds", $"{name} is out of bounds.", name);
        }

        if (command is AddSubtask { Budget: { } given } && Budget.TryParse(given, out var budget) && !budget.IsWithinYear)
            throw ProblemException.Malformed("out-of-bounds", "budget is at most a year.", "budget");
    }

    private static void CheckItems(string name, IEnumerable items)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (++count > MostEntries) throw ProblemException.Malformed("out-of-bounds", $"{name} has at most {MostEntries} entries.", name);
            if (item is not string entry || entry.Length == 0) throw ProblemException.Malformed("invalid-value", $"{name} has an empty entry.", name);
            CheckText(name, entry);
        }
    }

    private static void CheckText(string name, string text)
    {
        var most = Lengths.GetValueOrDefault(name, UsualLength);
        if (text.Length > most) throw ProblemException.Malformed("out-of-bounds", $"{name} has at most {most} characters.", name);
        Bounds.CheckText(text, name);
    }

    /// <summary>The fields of one command as JSON knows them.</summary>
    private sealed record Shape(Type Type, FrozenSet<string> Fields, IReadOnlyList<string> Required, IReadOnlyList<(string Name, PropertyInfo Property)> Properties)
    {
        public static Shape Of(Type type)
        {
            var info = ApiJson.Options.GetTypeInfo(type);
            var properties = info.Properties.Where(property => property.AttributeProvider is PropertyInfo).ToList();
            return new(
                type,
                properties.Select(property => property.Name).ToFrozenSet(),
                [.. properties.Where(IsRequired).Select(property => property.Name)],
                [.. properties.Select(property => (property.Name, (PropertyInfo)property.AttributeProvider!))]);
        }

        /// <summary>A parameter without a default that cannot be empty: leaving it out would be a silent no or zero.</summary>
        private static bool IsRequired(JsonPropertyInfo property) =>
            property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } && Nullable.GetUnderlyingType(property.PropertyType) is null;
    }
}
