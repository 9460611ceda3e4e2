namespace GridCase.Scenarios.Hotline;

/// <summary>A test that runs shell blocks; skipped, and said to be, where one of the programs is missing that an integrator needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["bash", "curl", "openssl"];

    public ShellFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Programs.FirstOrDefault(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))) is { } missing) Skip = $"{missing} is not on this machine.";
    }
}
