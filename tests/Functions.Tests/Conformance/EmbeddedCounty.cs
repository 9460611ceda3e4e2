using GridCase.Functions.Tests.Conformance;

namespace GridCase.Conformance.Counties;

/// <summary>The functions of the Azure host in this process, with a clock that stands still until a scenario moves it on.</summary>
internal sealed class EmbeddedCounty : VirtualCounty
{
    private EmbeddedCounty(VirtualAzure azure)
        : base(azure.Address, FirstAccounts.Read(azure.FirstRunFile))
    {
    }

    public static async Task<EmbeddedCounty> Open()
    {
        var azure = await VirtualAzure.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => azure.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        return new(azure);
    }
}
