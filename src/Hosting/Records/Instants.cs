using GridCase.Workflows.Deadlines;

namespace GridCase.Hosting.Records;

/// <summary>Instants as they stand in the database, and as they are read from it: at the county's offset.</summary>
internal static class Instants
{
    public static DateTimeOffset Of(long ticks) => new(ticks + ChinaTime.Offset.Ticks, ChinaTime.Offset);

    public static DateTimeOffset? Of(long? ticks) => ticks is { } known ? Of(known) : null;
}
