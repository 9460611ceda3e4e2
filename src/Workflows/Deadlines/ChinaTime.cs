namespace GridCase.Workflows.Deadlines;

/// <summary>Asia/Shanghai: one offset, no daylight saving.</summary>
public static class ChinaTime
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);
}
