targetScope = 'subscription'

@description('Name of the environment, such as the county\'s pinyin and prod or dev. Every resource bears it.')
@minLength(1)
@maxLength(24)
param environmentName string

@description('Azure region. Flex Consumption and the Durable Task Scheduler must both be offered there.')
@minLength(1)
param location string

@description('Object id of the person or group that operates the county: sees the scheduler\'s dashboard, writes the keys, replays dead letters.')
param operatorPrincipalId string?

@description('What the operator is.')
@allowed([
  'Group'
  'ServicePrincipal'
  'User'
])
param operatorPrincipalType string

@description('Object id of the identity of the 12345 platform in this tenant, where it speaks over Service Bus rather than HTTP.')
param hotlinePrincipalId string?

@description('Address that the 12345 platform takes events at.')
param hotlineUrl string?

@description('Client id of the app registration that people sign in to. Without one they sign in with accounts of the county.')
param signInClientId string?

@description('demo makes a county to try out at the first start, empty waits for the divisions to be imported.')
@allowed([
  'demo'
  'empty'
])
param county string

@description('Names that the first administrators sign in with at Entra ID, such as zhang.san@example.org.')
param administrators string[]

@description('Tables of the county, by the names that the app knows.')
param tableNames string[] = [
  'cases'
  'caseindex'
  'pending'
  'notices'
  'parcels'
  'receipts'
  'learned'
  'registers'
  'inspections'
  'care'
  'accounts'
]

@description('Redundancy of the storage account.')
param storageSku string

@description('Days that a deleted or overwritten attachment can be brought back.')
param keepDeletedDays int

@description('Days after which an untouched attachment moves to the cool tier.')
param attachmentsCoolAfterDays int

@description('Days that a deleted key can be brought back: 7 to 90.')
param keepDeletedKeysDays int

@description('Whether the case files and the keys are locked against deletion.')
param locked bool

@description('Tier of Service Bus.')
param messagingSku string

@description('Messaging units, with Premium.')
param messagingUnits int = 1

@description('Tier of the Durable Task Scheduler.')
param schedulerSku string

@description('Capacity units of the scheduler, with Dedicated.')
param schedulerCapacity int = 1

@description('Addresses and CIDR ranges that may reach the scheduler. Without a network of its own the app has no fixed address.')
param schedulerIpAllowlist string[]

@description('Days that the history of an ended orchestration is kept: up to 30 with Consumption, 90 with Dedicated.')
param keepHistoryDays int

@description('Days that the history of a failed orchestration is kept.')
param keepFailedHistoryDays int

@description('Memory of an instance in MB.')
param instanceMemoryInMb int

@description('The most instances that the app scales out to.')
param maximumInstances int

@description('Instances that always run for orchestrations and activities.')
param alwaysReadyForDurable int

@description('Instances that always run for the HTTP doors.')
param alwaysReadyForHttp int

@description('HTTP requests that one instance handles at once.')
param httpConcurrency int

@description('Days that logs are kept.')
param keepLogsDays int

@description('GB of logs taken in per day.')
param dailyLogCapInGb int

@description('Who is told of alerts and of the budget, by e-mail.')
param alertEmails string[]

@description('Minutes that a mark on a clock may be overdue before somebody is called.')
param overdueMinutes int

@description('Throttled requests in a quarter of an hour from which somebody is called.')
param throttledRequests int

@description('Budget per month, in the currency of the subscription.')
param budgetAmount int

@description('First day of the month from which the budget counts, as yyyy-MM-01. No budget is made without it.')
param budgetStart string?

var serviceName = 'gridcase'
var token = uniqueString(subscription().id, environmentName, location)
var tags = {
  'azd-env-name': environmentName
  system: 'gridcase'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-gridcase-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-gridcase-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-gridcase-${token}'
    insightsName: 'appi-gridcase-${token}'
    location: location
    tags: tags
    retentionInDays: keepLogsDays
    dailyCapInGb: dailyLogCapInGb
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stgridcase${token}'
    location: location
    tags: tags
    sku: storageSku
    tableNames: tableNames
    keepDeletedDays: keepDeletedDays
    coolAfterDays: attachmentsCoolAfterDays
    locked: locked
    workspaceId: monitoring.outputs.workspaceId
  }
}

module messaging 'modules/messaging.bicep' = {
  name: 'messaging'
  scope: group
  params: {
    name: 'sb-gridcase-${token}'
    location: location
    tags: tags
    sku: messagingSku
    premiumUnits: messagingUnits
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = {
  name: 'scheduler'
  scope: group
  params: {
    name: 'dts-gridcase-${token}'
    taskHubName: 'gridcase'
    location: location
    tags: tags
    sku: schedulerSku
    capacity: schedulerCapacity
    ipAllowlist: schedulerIpAllowlist
    keepHistoryDays: keepHistoryDays
    keepFailedHistoryDays: keepFailedHistoryDays
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kvgridcase${token}'
    location: location
    tags: tags
    keepDeletedDays: keepDeletedKeysDays
    locked: locked
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId ?? ''
    operatorPrincipalType: operatorPrincipalType
    hotlinePrincipalId: hotlinePrincipalId ?? ''
    storageName: storage.outputs.name
    namespaceName: messaging.outputs.name
    schedulerName: scheduler.outputs.name
    taskHubName: scheduler.outputs.taskHubName
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    name: 'func-gridcase-${token}'
    planName: 'plan-gridcase-${token}'
    location: location
    tags: tags
    serviceName: serviceName
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    deploymentContainer: storage.outputs.deploymentContainer
    serviceBusHost: messaging.outputs.host
    schedulerEndpoint: scheduler.outputs.endpoint
    taskHubName: scheduler.outputs.taskHubName
    insightsName: monitoring.outputs.insightsName
    vaultName: vault.outputs.name
    county: county
    administrators: administrators
    hotlineUrl: hotlineUrl ?? ''
    platformSignIn: !empty(signInClientId ?? '')
    instanceMemoryInMb: instanceMemoryInMb
    maximumInstances: maximumInstances
    alwaysReadyForDurable: alwaysReadyForDurable
    alwaysReadyForHttp: alwaysReadyForHttp
    httpConcurrency: httpConcurrency
    keepHistoryDays: keepHistoryDays
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [
    access
  ]
}

module signin 'modules/signin.bicep' = if (!empty(signInClientId ?? '')) {
  name: 'signin'
  scope: group
  params: {
    appName: functions.outputs.name
    clientId: signInClientId ?? ''
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    prefix: 'gridcase-${environmentName}'
    location: location
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
    namespaceId: messaging.outputs.id
    storageId: storage.outputs.id
    overdueMinutes: overdueMinutes
    throttledRequests: throttledRequests
  }
}

module budget 'modules/budget.bicep' = if (!empty(budgetStart ?? '')) {
  name: 'budget'
  scope: group
  params: {
    name: 'gridcase-${environmentName}'
    amount: budgetAmount
    start: budgetStart ?? ''
    emails: alertEmails
  }
}

@description('Region of the county.')
output AZURE_LOCATION string = location

@description('Resource group of the county.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output GRIDCASE_APP string = functions.outputs.name

@description('Address of the county.')
output GRIDCASE_URL string = functions.outputs.uri

@description('Name of the storage account.')
output GRIDCASE_STORAGE string = storage.outputs.name

@description('Name of the Service Bus namespace.')
output GRIDCASE_SERVICEBUS string = messaging.outputs.name

@description('Name of the Durable Task Scheduler.')
output GRIDCASE_SCHEDULER string = scheduler.outputs.name

@description('Name of the key vault.')
output GRIDCASE_VAULT string = vault.outputs.name

@description('Principal id of the identity that the app runs as; it vouches for the app registration.')
output GRIDCASE_IDENTITY string = identity.outputs.principalId
