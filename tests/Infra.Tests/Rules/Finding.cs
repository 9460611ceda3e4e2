namespace GridCase.Infra.Tests.Rules;

/// <summary>What a template does wrong.</summary>
internal sealed record Finding(string Rule, string Path, int Line, string What)
{
    public override string ToString() => $"{Path}({Line}): {What} [{Rule}]";
}
