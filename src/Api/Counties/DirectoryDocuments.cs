using System.ComponentModel.DataAnnotations;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Counties;

/// <summary>The whole directory as one document.</summary>
public sealed record DirectoryView(int Version, County County);

/// <summary>The whole directory as it is to be.</summary>
public sealed record DirectoryDocument
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>Its version is not looked at.</summary>
    [Required]
    public County? County { get; init; }
}

/// <summary>One entry of the directory.</summary>
/// <param name="Version">The directory's version, to be given as <c>expectedVersion</c> with a change.</param>
public sealed record EntryView<T>(int Version, T Entry);

/// <summary>One entry of the directory as it is to be.</summary>
public sealed record EntryDocument<T>
    where T : class
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(500, MinimumLength = 1)]
    public string? Reason { get; init; }

    [Required]
    public T? Entry { get; init; }
}

/// <summary>Somebody's absence (请假).</summary>
public sealed record AbsenceDocument
{
    /// <summary>Who is away; left out, whoever asks.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? PersonId { get; init; }

    [Required]
    public DateTimeOffset? From { get; init; }

    /// <summary>When they are back.</summary>
    [Required]
    public DateTimeOffset? To { get; init; }

    /// <summary>For the history; what somebody does while away is nobody's business.</summary>
    [StringLength(500)]
    public string? Reason { get; init; }
}

/// <summary>What a change did.</summary>
/// <param name="Version">The version now in force.</param>
/// <param name="Saved">False when everything stood as asked already, or nothing was to be written.</param>
/// <param name="Entries">The first 200 entries that differ.</param>
public sealed record DirectoryChanged(int Version, bool Saved, int Added, int Changed, int Removed, IReadOnlyList<EntryChange> Entries);

public sealed record AbsenceLine(string AbsenceId, string PersonId, string? Name, DateTimeOffset From, DateTimeOffset To);

/// <param name="Away">True while the person who sits there is away.</param>
public sealed record PostLine(string Code, string Title, string? Unit, string? PersonId, string? Name, bool Away, string? DeputyId, string? DeputyName);

/// <summary>A post at which somebody else answers.</summary>
/// <param name="PersonId">Who sits there and is away; null for a vacant post.</param>
/// <param name="Answers">Who is told instead; null when nobody would be.</param>
public sealed record VacancyLine(
    string Post, string Title, string? Unit, string? Grid, string? PersonId, string? Name, DateTimeOffset? AwayFrom, DateTimeOffset? AwayUntil, AnswerLine? Answers);

/// <param name="Post">The post by which they answer.</param>
public sealed record AnswerLine(string PersonId, string? Name, string Post);
