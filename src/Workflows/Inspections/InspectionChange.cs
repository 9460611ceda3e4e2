using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Inspections;

/// <summary>What is written in one commit. Versions are those after it: a new one has 1.</summary>
public sealed record InspectionChange
{
    public static InspectionChange Nothing { get; } = new();

    public Sweep? Sweep { get; init; }

    public ImmutableArray<Inspection> Inspections { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Place> Places { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Gives every inspection of the sweep that is still to be done this state: missed (the open ones), or cancelled (the missed ones too).</summary>
    public InspectionState? RestBecome { get; init; }

    public ImmutableArray<InspectionText> Texts { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Notice> Notices { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Words to the orchestrations, sent in the same commit.</summary>
    public ImmutableArray<WorkflowMessage> Messages { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What a repeat of the write is answered with; see <see cref="Receipt"/>.</summary>
    public Receipt? Receipt { get; init; }
}
