@description('Principal id of the identity that the app runs as.')
param appPrincipalId string

@description('Object id of the person or group that operates the county; empty for nobody.')
param operatorPrincipalId string

@description('What the operator is.')
@allowed([
  'Group'
  'ServicePrincipal'
  'User'
])
param operatorPrincipalType string

@description('Object id of the identity of the 12345 platform, where it speaks over Service Bus; empty for nobody.')
param hotlinePrincipalId string

@description('Name of the storage account.')
param storageName string

@description('Name of the Service Bus namespace.')
param namespaceName string

@description('Name of the Durable Task Scheduler.')
param schedulerName string

@description('Name of its task hub.')
param taskHubName string

@description('Name of the key vault.')
param vaultName string

@description('Name of the Application Insights component.')
param insightsName string

var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  serviceBusSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  durableTaskContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  vaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  vaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
}

var principals = {
  app: {
    id: appPrincipalId
    type: 'ServicePrincipal'
  }
  operator: {
    id: operatorPrincipalId
    type: operatorPrincipalType
  }
  hotline: {
    id: hotlinePrincipalId
    type: 'ServicePrincipal'
  }
}

// Who may do what: nothing else is granted anywhere. A trigger on a topic needs its role on the subscription.
var table = [
  { on: 'storage', role: roles.blobDataOwner, to: 'app' }
  { on: 'storage', role: roles.queueDataContributor, to: 'app' }
  { on: 'storage', role: roles.tableDataContributor, to: 'app' }
  { on: 'hotline-orders', role: roles.serviceBusReceiver, to: 'app' }
  { on: 'case-notices', role: roles.serviceBusSender, to: 'app' }
  { on: 'case-notices/delivery', role: roles.serviceBusReceiver, to: 'app' }
  { on: 'hotline-events', role: roles.serviceBusSender, to: 'app' }
  { on: 'task-hub', role: roles.durableTaskContributor, to: 'app' }
  { on: 'vault', role: roles.vaultSecretsUser, to: 'app' }
  { on: 'insights', role: roles.metricsPublisher, to: 'app' }
  { on: 'hotline-orders', role: roles.serviceBusSender, to: 'hotline' }
  { on: 'hotline-events/hotline', role: roles.serviceBusReceiver, to: 'hotline' }
  { on: 'hotline-orders', role: roles.serviceBusReceiver, to: 'operator' }
  { on: 'hotline-orders', role: roles.serviceBusSender, to: 'operator' }
  { on: 'case-notices', role: roles.serviceBusSender, to: 'operator' }
  { on: 'case-notices/delivery', role: roles.serviceBusReceiver, to: 'operator' }
  { on: 'hotline-events', role: roles.serviceBusSender, to: 'operator' }
  { on: 'hotline-events/hotline', role: roles.serviceBusReceiver, to: 'operator' }
  { on: 'task-hub', role: roles.durableTaskContributor, to: 'operator' }
  { on: 'vault', role: roles.vaultSecretsOfficer, to: 'operator' }
]

var grants = filter(table, grant => !empty(principals[grant.to].id))

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: namespaceName
}

resource hotlineOrders 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = {
  parent: namespace
  name: 'hotline-orders'
}

resource caseNotices 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = {
  parent: namespace
  name: 'case-notices'
}

resource delivery 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = {
  parent: caseNotices
  name: 'delivery'
}

resource hotlineEvents 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = {
  parent: namespace
  name: 'hotline-events'
}

resource hotline 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = {
  parent: hotlineEvents
  name: 'hotline'
}

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = {
  name: schedulerName
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' existing = {
  parent: scheduler
  name: taskHubName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'storage'): {
  name: guid(storage.id, principals[grant.to].id, grant.role)
  scope: storage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onHotlineOrders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'hotline-orders'): {
  name: guid(hotlineOrders.id, principals[grant.to].id, grant.role)
  scope: hotlineOrders
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onCaseNotices 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'case-notices'): {
  name: guid(caseNotices.id, principals[grant.to].id, grant.role)
  scope: caseNotices
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onDelivery 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'case-notices/delivery'): {
  name: guid(delivery.id, principals[grant.to].id, grant.role)
  scope: delivery
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onHotlineEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'hotline-events'): {
  name: guid(hotlineEvents.id, principals[grant.to].id, grant.role)
  scope: hotlineEvents
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onHotline 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'hotline-events/hotline'): {
  name: guid(hotline.id, principals[grant.to].id, grant.role)
  scope: hotline
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'task-hub'): {
  name: guid(taskHub.id, principals[grant.to].id, grant.role)
  scope: taskHub
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'vault'): {
  name: guid(vault.id, principals[grant.to].id, grant.role)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in filter(grants, row => row.on == 'insights'): {
  name: guid(insights.id, principals[grant.to].id, grant.role)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    principalId: principals[grant.to].id
    principalType: principals[grant.to].type
  }
}]
