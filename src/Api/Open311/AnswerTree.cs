namespace GridCase.Api.Open311;

/// <summary>An answer before it is XML or JSON, so that both say the same.</summary>
/// <param name="Root">The name of the XML root; JSON has none.</param>
internal sealed record AnswerTree(string Root, Node Content);

/// <summary>A piece of an answer.</summary>
internal abstract record Node;

/// <summary>Words; none is an empty element, and null in JSON.</summary>
internal sealed record Words(string? Value) : Node;

internal sealed record Truth(bool Value) : Node;

/// <summary>A number, decimal so that it is written the same in both formats; none as with <see cref="Words"/>.</summary>
internal sealed record Amount(decimal? Value) : Node;

/// <summary>Many of one name: elements under their container, an array in JSON even when there is one or none.</summary>
internal sealed record Many(string Each, IReadOnlyList<Node> Items) : Node;

/// <summary>Named pieces in order; no name stands twice.</summary>
internal sealed record Fields(params (string Name, Node Value)[] Items) : Node;
