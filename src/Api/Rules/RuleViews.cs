using System.Text.Json;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Api.Rules;

/// <summary>Who did something with a version, when, and why where a reason is asked for.</summary>
public sealed record DoneBy(string PersonId, string? Name, DateTimeOffset At, string? Reason);

/// <summary>A version and how it came about.</summary>
/// <param name="Base">The version in force when it was published.</param>
/// <param name="Rejected">Not confirmed by another, or withdrawn by its publisher.</param>
/// <param name="EffectiveFrom">The date asked for at the publication.</param>
/// <param name="Undoes">The version that an undo takes back.</param>
/// <param name="InForceFrom">When it came or comes into force; null for a first version and before it is confirmed.</param>
/// <param name="RolloutId">How it reached the open cases: see <c>/api/rollouts/{id}</c>.</param>
public sealed record VersionLine(
    string Version,
    RuleState State,
    string? Base,
    DoneBy Drafted,
    DoneBy? Published,
    DoneBy? Confirmed,
    DoneBy? Rejected,
    OpenCases? OpenCases,
    DateTimeOffset? EffectiveFrom,
    string? Undoes,
    DateTimeOffset? InForceFrom,
    string? RolloutId);

/// <summary>A change of the rules in force.</summary>
public sealed record ChangeLine(string RolloutId, RuleSort Sort, string Version, DateTimeOffset InForceFrom, OpenCases OpenCases, string? UndoesRolloutId);

/// <summary>One line of the history.</summary>
public sealed record HistoryLine(RuleDeedKind Deed, string? Version, DoneBy By, string? RolloutId);

/// <summary>That there is a draft, and who saved it last.</summary>
/// <param name="Revision">Give it back as <c>draftRevision</c>, so that nobody's work is overwritten unseen.</param>
public sealed record DraftLine(int Revision, string BasedOn, DoneBy Saved);

/// <summary>How the policy or the calendar came about: for those who administer, audit or supervise.</summary>
/// <param name="Latest">The version after every confirmed change, those of a later date included.</param>
/// <param name="History">The latest deeds, newest first, at most 200.</param>
public sealed record RuleRecord(
    string Latest, IReadOnlyList<VersionLine> Versions, VersionLine? Awaiting, DraftLine? Draft, IReadOnlyList<ChangeLine> Changes, IReadOnlyList<HistoryLine> History);

/// <summary>One version in full.</summary>
/// <param name="Diff">What it changed of the version before; empty for a first.</param>
public sealed record VersionView(string Version, RuleState State, VersionLine Publication, JsonElement Document, IReadOnlyList<RuleDifference> Diff, IReadOnlyList<HistoryLine> History);

/// <summary>The draft, and what the check says of it.</summary>
/// <param name="CanBePublished">Whether there is no error among the findings.</param>
public sealed record DraftView(int Revision, string BasedOn, DoneBy Saved, JsonElement Document, bool CanBePublished, IReadOnlyList<RuleFinding> Findings);

/// <summary>What the check says.</summary>
/// <param name="ComparedWith">The version after every confirmed change.</param>
/// <param name="Diff">What the document changes of it; null when it cannot be read.</param>
public sealed record CheckView(bool CanBePublished, IReadOnlyList<RuleFinding> Findings, string ComparedWith, IReadOnlyList<RuleDifference>? Diff);

/// <summary>A confirmed change.</summary>
/// <param name="EffectiveFrom">From this instant on the version is in force.</param>
public sealed record ConfirmedView(string Version, ChangeLine Change, string RolloutId, DateTimeOffset EffectiveFrom);

public sealed record PresetLine(string Name, string Source);

/// <summary>The presets of the policy in force.</summary>
public sealed record PresetsView(string Version, IReadOnlyList<PresetLine> Items);
