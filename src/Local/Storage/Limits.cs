namespace GridCase.Local.Storage;

/// <summary>Bounds of what may be asked for at once.</summary>
internal static class Limits
{
    public static void Check(int limit, int most)
    {
        if (limit < 1 || limit > most) throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A limit lies between 1 and {most}.");
    }
}
