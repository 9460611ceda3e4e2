using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;

namespace GridCase.Functions.Hosting;

/// <summary>The Azure services that a county uses; no key is ever used but that of the emulator on this machine.</summary>
/// <param name="Bus">Null where Service Bus is off.</param>
internal sealed record AzureClients(TableServiceClient Tables, BlobServiceClient Blobs, ServiceBusClient? Bus)
{
    public static AzureClients Of(HostSettings settings)
    {
        if (settings.IsDevelopment) return new(new(settings.Tables), new(settings.Blobs), BusOf(settings, null));
        TokenCredential credential = settings.ClientId.Length > 0 ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(settings.ClientId)) : new DefaultAzureCredential();
        return new(new(new Uri(settings.Tables), credential), new(new Uri(settings.Blobs), credential), BusOf(settings, credential));
    }

    private static ServiceBusClient? BusOf(HostSettings settings, TokenCredential? credential) =>
        settings.UsesServiceBus ? new(settings.ServiceBus, credential ?? new DefaultAzureCredential()) : null;
}
