@description('Name of the Service Bus namespace.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Standard, or Premium once Standard throttles.')
@allowed([
  'Standard'
  'Premium'
])
param sku string

@description('Messaging units of Premium: 1, 2, 4, 8 or 16. Not used with Standard.')
@allowed([
  1
  2
  4
  8
  16
])
param premiumUnits int

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

// Wider than the tries of a sender: the outbox tries for twelve hours and waits up to a day where it is told to.
var duplicateWindow = 'P2D'
var timeToLive = 'P14D'
var lockDuration = 'PT2M'
var deliveries = 8
var premium = sku == 'Premium'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: sku
    capacity: premium ? premiumUnits : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

resource hotlineOrders 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'hotline-orders'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    deadLetteringOnMessageExpiration: true
    defaultMessageTimeToLive: timeToLive
    maxDeliveryCount: deliveries
    lockDuration: lockDuration
  }
}

resource caseNotices 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: 'case-notices'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    defaultMessageTimeToLive: timeToLive
    supportOrdering: true
  }
}

// One session per lane: notices of one case to one receiver keep their order.
resource delivery 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: caseNotices
  name: 'delivery'
  properties: {
    requiresSession: true
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
    defaultMessageTimeToLive: timeToLive
    maxDeliveryCount: deliveries
    lockDuration: lockDuration
  }
}

resource hotlineEvents 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: 'hotline-events'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    defaultMessageTimeToLive: timeToLive
    supportOrdering: true
  }
}

// One session per case: the hotline hears of each case in order.
resource hotline 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: hotlineEvents
  name: 'hotline'
  properties: {
    requiresSession: true
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
    defaultMessageTimeToLive: timeToLive
    maxDeliveryCount: deliveries
    lockDuration: lockDuration
  }
}

resource operations 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'operations'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'OperationalLogs'
        enabled: true
      }
    ]
  }
}

@description('Name of the namespace.')
output name string = namespace.name

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Fully qualified host name of the namespace.')
output host string = split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':')[0]
