using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Replay.Orders;

/// <summary>How the columns of an order file are read; see <c>order-map.schema.json</c>.</summary>
/// <param name="Name">What the output calls this mapping.</param>
/// <param name="ShiftWeeks">Whole weeks added to every time, so that weekdays stay and the built-in calendars cover the file.</param>
/// <param name="Id">Column of the order's own number.</param>
/// <param name="Encoding">The file's encoding; UTF-8 unless given.</param>
public sealed record OrderMap(
    string Name,
    MappedCounty County,
    string Id,
    MappedTime ReceivedAt,
    MappedUnit Unit,
    int ShiftWeeks = 0,
    string? Title = null,
    string? Encoding = null,
    MappedWords<Channel>? Channel = null,
    MappedWords<CaseKind>? Kind = null,
    ImmutableArray<MappedLevel> Categories = default,
    MappedPlace? Place = null,
    MappedFlag? InTime = null,
    MappedFlag? Late = null,
    [property: JsonPropertyName("$schema")] string? Schema = null)
{
    public ImmutableArray<MappedLevel> Categories { get; init; } = Categories.IsDefault ? [] : Categories;

    /// <summary>Every column the mapping reads.</summary>
    [JsonIgnore]
    public IEnumerable<string> Columns => new[]
    {
        Id, ReceivedAt.Column, Channel?.Column, Kind?.Column, Place?.Street, Place?.Community, Unit.Code, Unit.Name, InTime?.Column, Late?.Column,
    }.Concat(Categories.SelectMany(level => new[] { level.Code, level.Name })).OfType<string>().Distinct();
}

/// <summary>The county that the file is of: 6-digit code and name.</summary>
public sealed record MappedCounty(string Code, string Name);

/// <summary>A column of local times (UTC+8) and their format.</summary>
public sealed record MappedTime(string Column, string Format);

/// <summary>Columns of the handling unit: its name and, where the file has one, its id.</summary>
public sealed record MappedUnit(string Name, string? Code = null);

/// <summary>Columns of street and community.</summary>
public sealed record MappedPlace(string Street, string Community);

/// <summary>Columns of one level of the category.</summary>
public sealed record MappedLevel(string Code, string Name);

/// <summary>A column whose value says yes.</summary>
public sealed record MappedFlag(string Column, string Value);

/// <summary>A column of words, what each stands for, and what every other word stands for.</summary>
public sealed record MappedWords<T>(string Column, ImmutableDictionary<string, MappedWord<T>> Values, MappedWord<T> Otherwise)
    where T : struct, Enum
{
    public MappedWord<T> Read(string word) => Values.GetValueOrDefault(word) ?? Otherwise;
}

/// <summary>What a word of the file stands for, and why, for the output.</summary>
public sealed record MappedWord<T>(T To, string? Note = null)
    where T : struct, Enum;
