using System.Reflection;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Tests.Open311;

/// <summary>A store of cases that cannot list what came in by Open311.</summary>
public class FailingCases : DispatchProxy
{
    private ICaseStore inner = null!;

    public static ICaseStore Of(ICaseStore inner)
    {
        var proxy = Create<ICaseStore, FailingCases>();
        ((FailingCases)(object)proxy).inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(ICaseStore.ListOpen311) ? throw new InvalidOperationException("A fault of ours, with details.") : targetMethod.Invoke(inner, args);
}
