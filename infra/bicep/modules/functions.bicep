@description('Name of the function app; the first part of its host name.')
param name string

@description('Name of its plan.')
param planName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the service in azure.yaml, by which azd finds the app to deploy to.')
param serviceName string

@description('Resource id of the identity that the app runs as.')
param identityId string

@description('Client id of that identity.')
param identityClientId string

@description('Address of the blob service, ending in a slash.')
param blobEndpoint string

@description('Address of the queue service, ending in a slash.')
param queueEndpoint string

@description('Address of the table service, ending in a slash.')
param tableEndpoint string

@description('Container that packages of the app are deployed to.')
param deploymentContainer string

@description('Fully qualified host name of the Service Bus namespace.')
param serviceBusHost string

@description('Address of the Durable Task Scheduler.')
param schedulerEndpoint string

@description('Name of its task hub.')
param taskHubName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Name of the key vault that holds the keys gridcase-data-key and gridcase-seal-key.')
param vaultName string

@description('demo makes a county to try out at the first start, empty waits for the divisions to be imported.')
@allowed([
  'demo'
  'empty'
])
param county string

@description('Names that the first administrators sign in with.')
param administrators string[]

@description('Address that the 12345 platform takes events at; empty to make no events by HTTP.')
param hotlineUrl string

@description('Whether people sign in through the platform, with Entra ID; otherwise with accounts of the county.')
param platformSignIn bool

@description('Memory of an instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryInMb int

@description('The most instances that the app scales out to.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Instances that always run for orchestrations and activities.')
@minValue(0)
param alwaysReadyForDurable int

@description('Instances that always run for the HTTP doors.')
@minValue(0)
param alwaysReadyForHttp int

@description('HTTP requests that one instance handles at once.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('Days after which the app purges the history of an ended orchestration.')
@minValue(1)
@maxValue(90)
param keepHistoryDays int

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

// A group without instances may not be listed.
var alwaysReady = filter([
  {
    name: 'durable'
    instanceCount: alwaysReadyForDurable
  }
  {
    name: 'http'
    instanceCount: alwaysReadyForHttp
  }
], group => group.instanceCount > 0)

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, {
    'azd-service-name': serviceName
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryInMb
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReady
        triggers: {
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    AZURE_CLIENT_ID: identityClientId
    AzureWebJobsDisableHomepage: 'true'
    AzureWebJobsStorage__blobServiceUri: blobEndpoint
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__queueServiceUri: queueEndpoint
    AzureWebJobsStorage__tableServiceUri: tableEndpoint
    DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    GridCase__Administrators: join(administrators, ';')
    GridCase__ClientId: identityClientId
    GridCase__County: county
    GridCase__HistoryDays: string(keepHistoryDays)
    GridCase__Hotline__Url: hotlineUrl
    // Read by the platform, as the identity of the app. Nobody who may see the settings sees the keys.
    GridCase__Keys__Data: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=gridcase-data-key)'
    GridCase__Keys__Seal: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=gridcase-seal-key)'
    GridCase__SignIn__Accounts: platformSignIn ? 'false' : 'true'
    GridCase__SignIn__Platform: platformSignIn ? 'true' : 'false'
    GridCase__Storage__Blobs: blobEndpoint
    GridCase__Storage__Tables: tableEndpoint
    // Says which identity vouches for the app at Entra ID, in place of a client secret. Not used with accounts of the county.
    OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
    ServiceBus__clientId: identityClientId
    ServiceBus__credential: 'managedidentity'
    ServiceBus__fullyQualifiedNamespace: serviceBusHost
    TASKHUB_NAME: taskHubName
  }
}

resource noFtpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noDeploymentPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource hostLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'host'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Resource id of the function app.')
output id string = app.id

@description('Address of the county.')
output uri string = 'https://${app.properties.defaultHostName}'
